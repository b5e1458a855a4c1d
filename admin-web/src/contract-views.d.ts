// See `vite/contract-views.ts`.
declare module 'virtual:route-table' {
  /** The contract's table; at run time its schemas are left out. */
  export const routes: import('@interra/contracts').ApiRoutes
}
declare module 'virtual:route-bodies' {
  /** The body schema of each operation that has one. */
  export const routes: Readonly<
    Partial<Record<keyof import('@interra/contracts').ApiRoutes, import('typebox').TSchema>>
  >
}
