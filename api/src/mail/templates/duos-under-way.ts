import { defineTemplate } from '../../platform/mail/letter.ts'

/** A duo starts: each side gets the link by which meetings are noted in two taps. */
export const duoStarted = defineTemplate({
  needs: ['name', 'other', 'link'],
  words: {
    fr: ({ name, other, link }) => ({
      subject: `Votre duo avec ${other} commence`,
      paragraphs: [
        `Bonjour ${name}, votre duo avec ${other} commence. Bonne route à vous deux !`,
        'Après chaque rencontre, notez-la en deux clics avec ce lien : c’est ainsi que nous savons que tout va bien.',
      ],
      action: { label: 'Noter une rencontre', url: link },
      note: 'Gardez ce lien : il est pour vous seul·e.',
    }),
    en: ({ name, other, link }) => ({
      subject: `Your duo with ${other} starts`,
      paragraphs: [
        `Hello ${name}, your duo with ${other} starts. Enjoy it!`,
        'After each meeting, note it in two taps with this link: this is how we know that all is well.',
      ],
      action: { label: 'Note a meeting', url: link },
      note: 'Keep this link: it is for you alone.',
    }),
    nl: ({ name, other, link }) => ({
      subject: `Jouw duo met ${other} begint`,
      paragraphs: [
        `Dag ${name}, jouw duo met ${other} begint. Veel plezier samen!`,
        'Noteer elke ontmoeting in twee tikken met deze link: zo weten wij dat alles goed gaat.',
      ],
      action: { label: 'Een ontmoeting noteren', url: link },
      note: 'Bewaar deze link: hij is alleen voor jou.',
    }),
    ar: ({ name, other, link }) => ({
      subject: `يبدأ ثنائيك مع ${other}`,
      paragraphs: [
        `مرحبًا ${name}، يبدأ ثنائيك مع ${other}. نتمنى لكما وقتًا طيبًا!`,
        'بعد كل لقاء، سجّله بنقرتين عبر هذا الرابط: هكذا نعرف أن كل شيء على ما يرام.',
      ],
      action: { label: 'تسجيل لقاء', url: link },
      note: 'احتفظ بهذا الرابط: إنه لك وحدك.',
    }),
  },
})

/** How it goes, asked of each side alone; nothing has to be answered. */
export const duoCheckIn = defineTemplate({
  needs: ['name', 'other', 'link'],
  words: {
    fr: ({ name, other, link }) => ({
      subject: `Comment va votre duo avec ${other} ?`,
      paragraphs: [
        `Bonjour ${name}, comment cela se passe-t-il avec ${other} ? Cinq petites questions, deux minutes.`,
        `Vos réponses sont lues par l’équipe seulement, jamais par ${other}. Vous pouvez laisser des questions sans réponse.`,
      ],
      action: { label: 'Répondre', url: link },
      note: 'Ce lien est pour vous seul·e et marche deux semaines.',
    }),
    en: ({ name, other, link }) => ({
      subject: `How is your duo with ${other}?`,
      paragraphs: [
        `Hello ${name}, how is it going with ${other}? Five short questions, two minutes.`,
        `Your answers are read by the team only, never by ${other}. You may leave questions open.`,
      ],
      action: { label: 'Answer', url: link },
      note: 'This link is for you alone and works for two weeks.',
    }),
    nl: ({ name, other, link }) => ({
      subject: `Hoe gaat het met jouw duo met ${other}?`,
      paragraphs: [
        `Dag ${name}, hoe gaat het met ${other}? Vijf korte vragen, twee minuten.`,
        `Alleen het team leest je antwoorden, ${other} nooit. Je mag vragen openlaten.`,
      ],
      action: { label: 'Antwoorden', url: link },
      note: 'Deze link is alleen voor jou en werkt twee weken.',
    }),
    ar: ({ name, other, link }) => ({
      subject: `كيف حال ثنائيك مع ${other}؟`,
      paragraphs: [
        `مرحبًا ${name}، كيف تسير الأمور مع ${other}؟ خمسة أسئلة قصيرة، دقيقتان فقط.`,
        `يقرأ الفريق وحده إجاباتك، ولا يقرؤها ${other} أبدًا. يمكنك ترك أسئلة دون إجابة.`,
      ],
      action: { label: 'الإجابة', url: link },
      note: 'هذا الرابط لك وحدك ويعمل لمدة أسبوعين.',
    }),
  },
})

/** Three and six months after the end: whether the two are still in touch. */
export const duoStillInTouch = defineTemplate({
  needs: ['name', 'other', 'link'],
  words: {
    fr: ({ name, other, link }) => ({
      subject: `Toujours en contact avec ${other} ?`,
      paragraphs: [
        `Bonjour ${name}, votre duo avec ${other} est terminé depuis quelque temps.`,
        'Êtes-vous encore en contact ? Un oui ou un non nous suffit, et les deux nous apprennent quelque chose.',
      ],
      action: { label: 'Répondre', url: link },
      note: 'Ce lien est pour vous seul·e et marche deux semaines.',
    }),
    en: ({ name, other, link }) => ({
      subject: `Still in touch with ${other}?`,
      paragraphs: [
        `Hello ${name}, your duo with ${other} ended some time ago.`,
        'Are you still in touch? A yes or a no is enough, and we learn from both.',
      ],
      action: { label: 'Answer', url: link },
      note: 'This link is for you alone and works for two weeks.',
    }),
    nl: ({ name, other, link }) => ({
      subject: `Nog contact met ${other}?`,
      paragraphs: [
        `Dag ${name}, jouw duo met ${other} is al een tijdje voorbij.`,
        'Hebben jullie nog contact? Een ja of een nee is genoeg, en van allebei leren we.',
      ],
      action: { label: 'Antwoorden', url: link },
      note: 'Deze link is alleen voor jou en werkt twee weken.',
    }),
    ar: ({ name, other, link }) => ({
      subject: `هل ما زلت على تواصل مع ${other}؟`,
      paragraphs: [
        `مرحبًا ${name}، انتهى ثنائيك مع ${other} منذ فترة.`,
        'هل ما زلتما على تواصل؟ يكفينا نعم أو لا، ونتعلم من كليهما.',
      ],
      action: { label: 'الإجابة', url: link },
      note: 'هذا الرابط لك وحدك ويعمل لمدة أسبوعين.',
    }),
  },
})

/** On Monday, to whoever follows duos: which of theirs did not meet for too long. First names and days, no more. */
export const duoSilence = defineTemplate({
  needs: ['name', 'count', 'list', 'link'],
  words: {
    fr: ({ name, count, list, link }) => ({
      subject: `Duos sans nouvelles : ${count}`,
      paragraphs: [
        `Bonjour ${name}, voici les duos que vous suivez et dont personne n’a noté de rencontre, avec le nombre de jours :`,
        list,
        'Un appel suffit souvent.',
      ],
      action: { label: 'Voir ces duos', url: link },
    }),
    en: ({ name, count, list, link }) => ({
      subject: `Duos without news: ${count}`,
      paragraphs: [
        `Hello ${name}, these are the duos you follow for which nobody noted a meeting, with the number of days:`,
        list,
        'A call is often enough.',
      ],
      action: { label: 'See these duos', url: link },
    }),
  },
})

/** At once, to whoever follows a duo: a word about safety. Nobody is named and nothing is told: it is read where it is kept. */
export const duoSafety = defineTemplate({
  needs: ['link'],
  words: {
    fr: ({ link }) => ({
      subject: 'Un mot sur la sécurité vous attend aujourd’hui',
      paragraphs: ['Bonjour, un mot sur la sécurité d’un duo a besoin de vous aujourd’hui.'],
      action: { label: 'Ouvrir le duo', url: link },
      note: 'Les détails se lisent dans l’application seulement.',
    }),
    en: ({ link }) => ({
      subject: 'A word about safety needs you today',
      paragraphs: ['Hello, a word about the safety of a duo needs you today.'],
      action: { label: 'Open the duo', url: link },
      note: 'The details are read in the application only.',
    }),
  },
})
