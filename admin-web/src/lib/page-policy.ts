const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')

/** The nonce of this page: the policy lets only styles that carry it be added. Empty in development. */
export const styleNonce = meta?.nonce ?? ''

// The library that locks the scroll behind dialogs reads its nonce under this name.
Object.assign(globalThis, { __webpack_nonce__: styleNonce })

interface TrustedTypes {
  createPolicy(name: string, rules: Record<'createHTML' | 'createScriptURL', (given: string) => string>): unknown
}

/**
 * The policy of the page refuses that text becomes markup or a script's address. Two things need it: the text of style
 * elements, which holds no tag, and our own service worker.
 */
export function keepTextText(trusted: TrustedTypes | undefined): void {
  trusted?.createPolicy('default', {
    createHTML: (text) => allow(!text.includes('<'), text),
    createScriptURL: (address) => allow(address === serviceWorker, address),
  })
}

export const serviceWorker = '/sw.js'

function allow(allowed: boolean, given: string): string {
  if (!allowed) throw new TypeError('not allowed by the policy of this page')
  return given
}

declare global {
  interface Window {
    trustedTypes?: TrustedTypes
  }
}
keepTextText(window.trustedTypes)
