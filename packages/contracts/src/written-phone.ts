/** A telephone number as people write it, the way a referral takes it; a national one is Belgian. Not one: as it was. */
export function writtenPhone(text: string): string {
  const bare = text.trim().replaceAll(/[\s./()-]/g, '')
  if (/^00\d+$/.test(bare)) return `+${bare.slice(2)}`
  if (/^0\d+$/.test(bare)) return `+32${bare.slice(1)}`
  return /^\+\d+$/.test(bare) ? bare : text.trim()
}
