interface Named {
  readonly givenName?: string
  readonly familyName?: string | null
  readonly usualName?: string | null
}

/** A person as they are called, as far as one may read it; empty when nothing may. */
export function nameOf({ givenName, familyName, usualName }: Named): string {
  return [usualName ?? givenName, familyName].filter(Boolean).join(' ')
}
