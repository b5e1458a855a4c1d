/** Whether the word `t` may be chosen on a local date. Here and below, arguments are SQL of the statement around them. */
export const openOn = (t: string, day: string) =>
  `${t}.starts_on <= ${day} and (${t}.ends_on is null or ${t}.ends_on >= ${day})`

interface ChosenWord {
  readonly id: string
  readonly siteId: string
  readonly taxonomy: string
  readonly day: string
}

/** Surface: whether a word may be newly chosen: one of that list of the site, open on that day. */
export const isOpenWord = ({ id, siteId, taxonomy, day }: ChosenWord) => `exists (select from taxonomy_term t
  where t.id = ${id} and t.site_id = ${siteId} and t.taxonomy = ${taxonomy} and ${openOn('t', day)})`
