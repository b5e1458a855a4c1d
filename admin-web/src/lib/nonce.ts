const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')

/** The nonce of this page: the policy lets only styles that carry it be added. Empty in development. */
export const styleNonce = meta?.nonce ?? ''

// The library that locks the scroll behind dialogs reads its nonce under this name.
Object.assign(globalThis, { __webpack_nonce__: styleNonce })
