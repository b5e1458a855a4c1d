import { expect, test } from '@jest/globals'
import { sensitiveTopics, sensitiveTopicsIn, sensitiveWords } from '../src/sensitive-words.ts'

test.each([
  ['Elle est très MALADE depuis mars.', ['health']],
  ['Suivi par un psychiatre; traumatisé par l’exil', ['health']],
  ['Famille musulmane, demandeuse d’asile', ['religion', 'papers']],
  ["Sa demande d'asile est en cours (annexe 26)", ['papers']],
  ['Médiation de dettes, sorti de prison', ['income', 'justice']],
  ['Zij is zwanger en leeft van een leefloon', ['health', 'income']],
  ['Hij wacht op zijn verblijfsvergunning', ['papers']],
  ['He was a political dissident and has a criminal record', ['politics', 'justice']],
  ['Depression, catholic', ['health', 'religion']],
])('[F5] a free text that tells what no partner should send is seen: %s', (text, topics) => {
  expect(sensitiveTopicsIn(text)).toEqual(topics)
})

test.each([
  '',
  'Aime cuisiner et voudrait parler français le mardi soir.',
  'Willy et Camille habitent près de l’église, il parle de son pays.',
  'Houdt van koken en fietsen, spreekt een beetje Frans.',
  'Still shy, likes gardening, wants to meet people; sent by Christian.',
])('[F5] what says nothing of the kind warns nobody: %s', (text) => {
  expect(sensitiveTopicsIn(text)).toEqual([])
})

test('each language has words for each topic, plain as they are compared', () => {
  for (const words of Object.values(sensitiveWords))
    for (const topic of sensitiveTopics) {
      const list = words[topic].split(', ')
      expect(list.length).toBeGreaterThan(3)
      expect(list.filter((word) => !/^[a-z0-9’ -]+$/.test(word))).toEqual([])
    }
})
