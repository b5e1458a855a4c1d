import pg from 'pg'

/** How many round trips to PostgreSQL everything in this process makes while `work` runs. */
export async function countQueries(work: () => Promise<unknown>): Promise<number> {
  const prototype: { query: (...input: unknown[]) => unknown } = pg.Client.prototype
  const original = prototype.query
  let count = 0
  prototype.query = function counted(this: unknown, ...input: unknown[]) {
    count++
    return original.apply(this, input)
  }
  try {
    await work()
  } finally {
    prototype.query = original
  }
  return count
}
