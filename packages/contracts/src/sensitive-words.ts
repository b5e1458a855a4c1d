/**
 * What a partner has no business telling us in a free text (domain reference 5.4, DP-07). Words warn whoever writes and
 * refuse nothing: "a hospital kitchen" may be a hobby. A file of its own, which only the forms that ask load.
 */
export const sensitiveTopics = ['health', 'religion', 'politics', 'papers', 'income', 'justice'] as const
export type SensitiveTopic = (typeof sensitiveTopics)[number]
export type SensitiveWords = Readonly<Record<SensitiveTopic, string>>

/** Without accents and capitals; `-` at the end stands for any ending. A text is looked through in all languages. */
export const sensitiveWords: Readonly<Record<'fr' | 'nl' | 'en', SensitiveWords>> = {
  fr: {
    health:
      'malade, malades, maladie-, diagnosti-, depressi-, handicap-, cancer-, diabet-, epilep-, vih, sida, hepatite-, tuberculose, psychiatr-, psychologue-, psychotherap-, psychose, autis-, medicament-, hopital, hospitalis-, traumatis-, suicid-, enceinte, grossesse, alcooli-, toxico-',
    religion: 'religi-, musulman-, islam-, chretien-, catholi-, protestant-, evangeli-, juif, juive, athee',
    politics: 'opposant-, militant-, syndicaliste-, opinion politique, opinions politiques, parti politique',
    papers:
      'sans-papiers, sans papiers, titre de sejour, permis de sejour, carte de sejour, demande d’asile, demandeur d’asile, demandeuse d’asile, annexe 26, carte orange, regularisation, deboute-, oqt',
    income: 'revenus, salaire, dette-, endette-, surendette-, mediation de dettes, revenu d’integration',
    justice: 'prison, condamne-, detenu-, casier judiciaire, bracelet electronique, delit, delinquan-',
  },
  nl: {
    health:
      'ziek, zieke, ziekte-, diagnose, depressie, depressief, handicap-, kanker, suikerziekte, hiv, aids, psychiater, psychiatrisch-, psycholoog, medicatie, medicijn-, ziekenhuis, opgenomen, zwanger-, verslaa-',
    religion: 'godsdienst-, religie-, moslim-, islamiti-, christelijk-, katholi-, joods, joodse, geloofsovertuiging',
    politics: 'politieke overtuiging, politieke mening, politieke partij, opposant-, vakbondslid, activist-',
    papers:
      'zonder papieren, verblijfsvergunning, verblijfstitel, asielaanvraag, asielzoek-, bijlage 26, uitgeprocedeerd-',
    income: 'inkomen-, salaris, loon, schulden, schuldbemiddeling, leefloon, uitkering-',
    justice: 'gevangenis, veroordeeld-, gedetineerd-, strafblad, enkelband',
  },
  en: {
    health:
      'ill, illness-, sick, sickness, disease-, diagnos-, depression, depressed, disabilit-, disabled, cancer, diabet-, epilep-, hiv, hepatitis, psychiatr-, psychologist, medication, hospital, pregnan-, trauma, traumatised, traumatized, suicid-, addict-',
    religion: 'religio-, muslim-, christianity, christian faith, catholic-, jewish, atheist-',
    politics: 'political opinion-, political party, political view-, dissident-, trade union member',
    papers: 'undocumented, residence permit, asylum, refugee status, annex 26',
    income: 'income, salary, debt, debts, welfare benefit-',
    justice: 'prison, convicted, conviction-, criminal record, offender-, on probation',
  },
}

/** Accents, capitals and signs between words do not count. */
const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const wanted = sensitiveTopics.map((topic) => ({
  topic,
  words: Object.values(sensitiveWords).flatMap((language) =>
    language[topic].split(', ').map((word) => (word.endsWith('-') ? ` ${plain(word)}` : ` ${plain(word)} `)),
  ),
}))

/** What a text seems to tell about, in the order of the topics. */
export function sensitiveTopicsIn(text: string): SensitiveTopic[] {
  const said = ` ${plain(text)} `
  return wanted.filter(({ words }) => words.some((word) => said.includes(word))).map(({ topic }) => topic)
}
