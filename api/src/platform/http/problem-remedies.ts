interface Remedy {
  readonly fr: string
  readonly en: string
}

const ours: Remedy = {
  en: 'The fault is ours. Try again; if it stays, tell the administrator the value of `instance`.',
  fr: 'La faute est de notre côté. Réessayez ; si cela dure, donnez la valeur de `instance` à l’administrateur.',
}

/** What to do about a refusal, by HTTP status. */
const remedies: Readonly<Record<number, Remedy>> = {
  400: {
    en: 'Each entry of `errors` points to a member that does not fit. Correct it and send the request again.',
    fr: 'Chaque élément de `errors` désigne un champ qui ne convient pas. Corrigez-le et renvoyez la requête.',
  },
  401: {
    en: 'Sign in, or send a valid key as `Authorization: Bearer`.',
    fr: 'Connectez-vous, ou envoyez une clé valable dans `Authorization: Bearer`.',
  },
  403: {
    en: 'The caller is known but may not do this. An administrator can give the right that is missing.',
    fr: 'L’appelant est connu mais n’a pas ce droit. Un administrateur peut le lui donner.',
  },
  404: {
    en: 'Nothing with this address exists within the reach of the caller.',
    fr: 'Rien n’existe à cette adresse, ou pas pour cet appelant.',
  },
  405: {
    en: 'The header `Allow` lists the methods that this address accepts.',
    fr: 'L’en-tête `Allow` donne les méthodes que cette adresse accepte.',
  },
  408: { en: 'Send the whole request within 30 seconds.', fr: 'Envoyez toute la requête en moins de 30 secondes.' },
  409: {
    en: 'The present state does not allow it. Read the record again and decide anew.',
    fr: 'L’état actuel ne le permet pas. Relisez la fiche et décidez à nouveau.',
  },
  412: {
    en: 'Read the record again, look at what changed, and send the new ETag in `If-Match`.',
    fr: 'Relisez la fiche, regardez ce qui a changé, et envoyez le nouvel ETag dans `If-Match`.',
  },
  413: { en: 'Send at most 256 kB.', fr: 'Envoyez au plus 256 ko.' },
  414: { en: 'Shorten the address.', fr: 'Raccourcissez l’adresse.' },
  415: {
    en: 'Send JSON in UTF-8 with `Content-Type: application/json`.',
    fr: 'Envoyez du JSON en UTF-8 avec `Content-Type: application/json`.',
  },
  422: {
    en: 'The request is well formed but breaks a rule; `errors` and `params` say which. Change it and send it again.',
    fr: 'La requête est bien formée mais enfreint une règle ; `errors` et `params` disent laquelle. Modifiez-la et renvoyez-la.',
  },
  428: {
    en: 'Read the record first and send its ETag in `If-Match`.',
    fr: 'Lisez d’abord la fiche et envoyez son ETag dans `If-Match`.',
  },
  429: {
    en: 'Wait the number of seconds in `Retry-After`.',
    fr: 'Attendez le nombre de secondes indiqué dans `Retry-After`.',
  },
  431: { en: 'Send smaller headers.', fr: 'Envoyez des en-têtes plus petits.' },
  503: {
    en: 'Try again after the number of seconds in `Retry-After`; nothing was changed.',
    fr: 'Réessayez après le nombre de secondes indiqué dans `Retry-After` ; rien n’a été changé.',
  },
}

export function remedyOf(status: number): Remedy {
  return remedies[status] ?? ours
}
