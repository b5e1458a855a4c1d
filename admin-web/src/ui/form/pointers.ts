/** `/grants/0/expiresOn` -> `grants.0.expiresOn`, the way the form names its fields. */
export function pathOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.')
}
