import { describe, expect, test } from '@jest/globals'
import { passwordFault } from './password-rule.ts'

const owner = { email: 'camille.dupre@example.org', name: 'Camille Dupré-Lambert' }
const faultOf = (password: string) => passwordFault(password, owner)

describe('a password', () => {
  test('has 15 characters or more, counted as people count them', () => {
    expect(faultOf('quatorze lettr')).toBe('too-short')
    expect(faultOf('quinze lettres!')).toBeNull()
    expect(faultOf('👩‍👩‍👧'.repeat(2))).toBe('too-short')
  })

  test.each([
    'le chat dort sur le piano',
    'tralala-pluie-Liège',
    'ما أجمل هذا الصباح اليوم',
    'vélo rouge, jeudi, 3 poires',
  ])('may be made of anything: %s', (password) => expect(faultOf(password)).toBeNull())

  test.each([
    'passwordpassword',
    'motdepassemotdepasse',
    'Motdepasse123456!',
    'P@ssw0rd!P@ssw0rd!',
    'MonMotDePasse2026',
    'azertyuiop12345',
    'azertyazertyazerty',
    'qwertyuiopasdfgh',
    '123456789012345',
    '111111111111111',
    'abcabcabcabcabcabc',
    'Bienvenue2026!!!',
    'Interra-Interra-Interra',
    'zyxwvutsrqponml',
  ])('that everybody chooses is refused: %s', (password) => expect(faultOf(password)).toBe('too-common'))

  test.each(['camille.dupre@example.org', 'CamilleDupre2026', 'DupreLambert-1985', 'interra-camille-1'])(
    'made of what is known about its owner is refused: %s',
    (password) => expect(faultOf(password)).toBe('about-you'),
  )

  test('may contain a name when there is enough beside it', () => {
    expect(faultOf('camille aime les longues marches')).toBeNull()
  })
})
