import pg from 'pg'

/** Runs `COPY … TO STDOUT` and answers how many bytes came, which are thrown away as they come. */
export function copyOut(client: pg.Client, text: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let bytes = 0
    // what a connection asks of a query of its own kind
    client.query({
      submit: (connection: pg.Connection) => {
        connection.query(text)
      },
      handleCopyData: ({ chunk }: { readonly chunk: Buffer }) => {
        bytes += chunk.length
      },
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => {
        resolve(bytes)
      },
      handleError: reject,
    } as unknown as pg.Submittable)
  })
}

/** A statement with its values written into it, as COPY takes none. */
export function written(text: string, values: readonly unknown[]): string {
  return text.replaceAll(/\$(\d+)/g, (_, place: string) => {
    const value = values[Number(place) - 1]
    if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`
    return pg.escapeLiteral(Array.isArray(value) ? `{${value.join()}}` : String(value))
  })
}
