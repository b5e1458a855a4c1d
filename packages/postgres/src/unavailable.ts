/** The shipped PostgreSQL cannot run here. The message says why and what the person can do, in words for the terminal. */
export class PostgresUnavailable extends Error {
  override name = 'PostgresUnavailable'
  constructor(why: string, options?: ErrorOptions) {
    super(`${why}\nTo use a PostgreSQL of your own (15 or newer), set DATABASE_URL and start again.`, options)
  }
}
