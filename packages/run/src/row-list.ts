export interface Row {
  readonly id: string
  readonly title: string
}

export interface ProvedTest {
  readonly ids: readonly string[]
  readonly name: string
  readonly file: string
}

/** The lines `- A1 Title` of the list. */
export function rowsOf(list: string): Row[] {
  return [...list.matchAll(/^- ([A-M]\d+) (.+)$/gm)].map(([, id = '', title = '']) => ({ id, title }))
}

/** The names of tests that begin with ids of rows: `[A10] …`, `[A10][A11] …` or `[A10, A11] …`. */
export function provedTests(file: string, source: string): ProvedTest[] {
  const name = /(['"`])((?:\[[A-M]\d+(?:, ?[A-M]\d+)*\] ?)+)((?:\\.|(?!\1).)*)\1/gs
  return [...source.matchAll(name)].map(([, , ids = '', rest = '']) => ({
    ids: ids.match(/[A-M]\d+/g) ?? [],
    name: rest.replaceAll(/\s+/g, ' '),
    file,
  }))
}
