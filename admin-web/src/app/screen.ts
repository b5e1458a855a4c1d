import { lazyRouteComponent } from '@tanstack/react-router'
import { loadWords, type Namespace } from '../lib/i18n.ts'

/**
 * A page that is fetched when first opened, its code beside its words:
 * `...screen(() => import('../features/accounts/accounts.page.tsx'), 'AccountsPage', 'accounts', 'roles')`.
 */
export function screen<M extends object, K extends keyof M & string>(
  load: () => Promise<M>,
  page: K,
  ...words: readonly Namespace[]
) {
  return { component: lazyRouteComponent(load, page), loader: () => loadWords(words) }
}
