import { dayInWords } from '../../platform/mail/day-words.ts'
import { defineTemplate } from '../../platform/mail/letter.ts'

/** A key of a partner's program is about to expire. `publicId`: the characters that name the key, none of its secret. */
export const keyExpiring = defineTemplate({
  needs: ['partner', 'key', 'publicId', 'untilOn'],
  words: {
    fr: ({ partner, key, publicId, untilOn }) => ({
      subject: `Une clé d’accès expire bientôt : ${key}`,
      paragraphs: [
        'Bonjour,',
        `La clé « ${key} » (${publicId}…) de ${partner} fonctionne jusqu’au ${dayInWords('fr', untilOn)} inclus.`,
        'Demandez une nouvelle clé à Interra : les deux fonctionnent ensemble le temps de passer de l’une à l’autre.',
      ],
    }),
    en: ({ partner, key, publicId, untilOn }) => ({
      subject: `An access key expires soon: ${key}`,
      paragraphs: [
        'Hello,',
        `The key “${key}” (${publicId}…) of ${partner} works until ${dayInWords('en', untilOn)} included.`,
        'Ask Interra for a new key: both work together while you change from one to the other.',
      ],
    }),
    nl: ({ partner, key, publicId, untilOn }) => ({
      subject: `Een toegangssleutel vervalt binnenkort: ${key}`,
      paragraphs: [
        'Dag,',
        `De sleutel “${key}” (${publicId}…) van ${partner} werkt tot en met ${dayInWords('nl', untilOn)}.`,
        'Vraag Interra een nieuwe sleutel: beide werken samen terwijl u overschakelt.',
      ],
    }),
    ar: ({ partner, key, publicId, untilOn }) => ({
      subject: `مفتاح وصول ينتهي قريبًا: ${key}`,
      paragraphs: [
        'مرحبًا،',
        `المفتاح «${key}» (${publicId}…) الخاص بـ ${partner} يعمل حتى ${dayInWords('ar', untilOn)} ضمنًا.`,
        'اطلبوا من إنترا مفتاحًا جديدًا: يعمل المفتاحان معًا أثناء الانتقال من أحدهما إلى الآخر.',
      ],
    }),
  },
})
