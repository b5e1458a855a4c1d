/** Whether it carries that code: `ENOENT`, `ESRCH`, or an SQLSTATE. Errors of other realms are not instances of ours. */
export function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code
}
