/** A crowd of invented people, the same at each call: common names are common, family names are many and varied. */
export interface Invented {
  readonly givenName: string
  readonly familyName: string
  readonly phone: string | null
  readonly birthYear: number | null
}

const given =
  'Mohamed Mohammed Mohamad Ahmed Ahmad Ali Fatima Fatma Amina Aïcha Khadija Omar Youssef Yusuf Ibrahim Hassan Hussein ' +
  'Léonard Noémie Élodie François Françoise Anaïs Zoé Chloé Loïc Benoît Jérôme Hélène Céline Émile Gaëlle Sébastien ' +
  'Marie Jean Pierre Luc Anne Paul Claire Julie Sophie Nicolas Thomas Laura Emma Louis Arthur Jean-Pierre Marie-Claire ' +
  'Olena Oksana Yuliia Iryna Dmytro Andriy Kateryna Svitlana Mykola Tesfaye Selam Mebrahtu Haben Yonas Abeba Saba ' +
  'Aminata Mamadou Ousmane Fatoumata Ibrahima Aïssatou Kadiatou Boubacar Moussa Mariam Adama Souleymane Oumar ' +
  'Nasrin Farid Zahra Reza Shirin Parwin Jamila Nawid Hamid Laila Mahmoud Samira Rana Nour Rami Hala Bassel Yara ' +
  'Ayşe Mehmet Emre Elif Zeynep Büşra İlker Gülşah Ana María José Luis Carmen Lucía João Inês Gonçalo Beatriz ' +
  'Nguyễn Linh Minh Huong Trang Wei Jing Priya Arjun Lakshmi Tenzin Dolma Blessing Grace Emmanuel Divine Chantal'
const starts =
  'Al El Ben Da De Du Ka Ko Ku La Le Ma Me Mo Na No Ra Re Ro Sa Se Si So Ta Te To Va Ve Wa Ya Za Ha He Ho Ba Be Bo Fa Ga Gé Ké Jo Né Dé'
const middles =
  'ra ri ro ru la li lo lu na ni no nu ma mi mo da di do ka ki ko sa si so ta ti to ba bi bou cha chi dja fe gue vé zé mou nou lle rra ssa mma'
const ends =
  'ni né s n r ne re ri rt ux ez ski ska enko i ou oui mi sse lle tte rd nd ul am im an in on el al ié ét dé da ga ya na'

/** Numbers from 0 to 1, the same for one seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export function inventCrowd(size: number, seed = 1): Invented[] {
  const random = randomFrom(seed)
  const pick = (list: readonly string[], skew = 1) => list[Math.floor(list.length * random() ** skew)] ?? ''
  const [givens, heads, insides, tails] = [given, starts, middles, ends].map((list) => list.split(' ')) as [
    string[],
    string[],
    string[],
    string[],
  ]
  return Array.from({ length: size }, () => ({
    givenName: pick(givens, 1.5),
    familyName: [pick(heads), ...Array.from({ length: random() < 0.4 ? 2 : 1 }, () => pick(insides)), pick(tails)].join(
      '',
    ),
    phone: random() < 0.7 ? `+324${String(Math.floor(random() * 1e8)).padStart(8, '0')}` : null,
    birthYear: random() < 0.6 ? 1950 + Math.floor(random() * 55) : null,
  }))
}
