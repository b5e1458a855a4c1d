import type { ApiProblem, ApiRoutes, Body, Input, Success } from '@interra/contracts'
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query'
import { useRef } from 'react'
import { api, routeOf } from './api.ts'

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: ApiProblem
    /** `quiet`: the caller shows the refusal itself (a form does), so no dialog opens. */
    mutationMeta: { quiet?: boolean }
  }
}

export type RouteName = keyof ApiRoutes
type OfMethod<M extends 'read' | 'act'> = {
  [N in RouteName]: ApiRoutes[N]['method'] extends 'GET' ? (M extends 'read' ? N : never) : M extends 'act' ? N : never
}[RouteName]
export type ReadName = OfMethod<'read'>
export type ActName = OfMethod<'act'>
export type BodyOf<N extends RouteName> = Body<ApiRoutes[N]>
export type AnswerOf<N extends RouteName> = Success<ApiRoutes[N]>
export type InputOf<N extends RouteName> = Input<ApiRoutes[N]>
type InputArgument<N extends RouteName> = {} extends InputOf<N> ? [input?: InputOf<N>] : [input: InputOf<N>]

/** Calls an operation by name. The one place where the table's types are joined by hand. */
export function call<N extends RouteName>(name: N, input: unknown): Promise<AnswerOf<N>> {
  const operation = api[name] as unknown as (input: unknown) => Promise<AnswerOf<N>>
  return operation(input)
}

/** `useQuery(query('getPerson', { params: { personId } }))`. The operation's name and input are the key. */
export function query<N extends ReadName>(name: N, ...[input]: InputArgument<N>) {
  return queryOptions({ queryKey: [name, input ?? {}] as const, queryFn: () => call(name, input) })
}

/** A list page by page: `useInfiniteQuery(pages('listPeople', { query }))`; its data is the flat list of items. */
export function pages<N extends ReadName>(name: N, ...[input]: InputArgument<N>) {
  return infiniteQueryOptions({
    queryKey: [name, 'pages', input ?? {}] as const,
    queryFn: ({ pageParam }) => call(name, withCursor(input, pageParam)) as Promise<AnswerOf<N> & ListPage<N>>,
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    select: (data) => data.pages.flatMap((page): ItemOf<N>[] => page.items),
  })
}
export type ItemOf<N extends ReadName> = AnswerOf<N> extends { items: (infer T)[] } ? T : never
interface ListPage<N extends ReadName> {
  items: ItemOf<N>[]
  next: string | null
}

function withCursor(input: object | undefined, after: string | null): unknown {
  const query = input && 'query' in input ? input.query : undefined
  return after === null ? input : { ...input, query: { ...(query as object | undefined), after } }
}

/** Marks what these operations answered as outdated: what is on screen is read again. */
export function refresh(client: QueryClient, names: readonly ReadName[]): Promise<unknown> {
  return Promise.all(names.map((name) => client.invalidateQueries({ queryKey: [name] })))
}

/**
 * A change: `const publish = useAct('publishWorkshop', { stale: ['getWorkshop'] })`, then `publish.mutate(input)`.
 * A refusal opens the problem dialog, unless `quiet`; when somebody was faster, what is on screen is read again. A request repeated after a lost network keeps its idempotency key.
 */
export function useAct<N extends ActName>(
  name: N,
  options: {
    stale: readonly ReadName[]
    quiet?: boolean
    /** What follows, also when the act takes its own button off the screen. */
    done?: (answer: AnswerOf<N>) => void
  },
) {
  const client = useQueryClient()
  const keyOf = useIdempotencyKey()
  return useMutation<AnswerOf<N>, ApiProblem, InputOf<N>>({
    mutationKey: [name],
    mutationFn: (input) => call(name, routeOf(name).idempotency ? { ...input, idempotencyKey: keyOf(input) } : input),
    onSuccess: (answer) => {
      options.done?.(answer)
      return refresh(client, options.stale)
    },
    onError: ({ code }) => (code === 'version-outdated' && !options.quiet ? refresh(client, options.stale) : undefined),
    meta: { quiet: options.quiet ?? false },
  })
}

/** The same key for the same input, a new one for another. */
function useIdempotencyKey(): (input: unknown) => string {
  const last = useRef({ input: '', key: '' })
  return (input) => {
    const written = JSON.stringify(input)
    if (last.current.input !== written) last.current = { input: written, key: crypto.randomUUID() }
    return last.current.key
  }
}
