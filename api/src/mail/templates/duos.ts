import { defineTemplate } from '../../platform/mail/letter.ts'

/** Two people are proposed to each other: both may say no, and nobody asks why. */
export const duoProposed = defineTemplate({
  needs: ['name', 'other', 'until', 'link'],
  words: {
    fr: ({ name, other, until, link }) => ({
      subject: 'Une proposition de duo pour vous',
      paragraphs: [
        `Bonjour ${name}, nous pensons à un duo entre vous et ${other}.`,
        'Un duo, c’est se voir environ une fois par semaine pendant trois mois, pour découvrir et partager.',
        `Dites-nous oui ou non avant le ${until}. Un non ne demande pas de raison, et vous restez dans la liste.`,
      ],
      action: { label: 'Répondre', url: link },
      note: 'Ce lien est pour vous seul·e.',
    }),
    en: ({ name, other, until, link }) => ({
      subject: 'A duo is proposed to you',
      paragraphs: [
        `Hello ${name}, we are thinking of a duo between you and ${other}.`,
        'In a duo you meet about once a week for three months, to discover and to share.',
        `Tell us yes or no before ${until}. A no needs no reason, and you stay on the list.`,
      ],
      action: { label: 'Answer', url: link },
      note: 'This link is for you alone.',
    }),
    nl: ({ name, other, until, link }) => ({
      subject: 'Een duo voor jou?',
      paragraphs: [
        `Dag ${name}, we denken aan een duo tussen jou en ${other}.`,
        'In een duo zie je elkaar ongeveer één keer per week, drie maanden lang, om te ontdekken en te delen.',
        `Zeg ja of nee vóór ${until}. Een nee heeft geen reden nodig, en je blijft op de lijst.`,
      ],
      action: { label: 'Antwoorden', url: link },
      note: 'Deze link is alleen voor jou.',
    }),
    ar: ({ name, other, until, link }) => ({
      subject: 'اقتراح لقاء ثنائي لك',
      paragraphs: [
        `مرحبًا ${name}، نفكر في ثنائي يجمعك مع ${other}.`,
        'في الثنائي تلتقيان مرة في الأسبوع تقريبًا لمدة ثلاثة أشهر، للاكتشاف والمشاركة.',
        `قل لنا نعم أو لا قبل ${until}. الرفض لا يحتاج إلى سبب، وتبقى في القائمة.`,
      ],
      action: { label: 'الإجابة', url: link },
      note: 'هذا الرابط لك وحدك.',
    }),
  },
})

/** Both accepted: somebody of the team now plans the first meeting. */
export const duoAccepted = defineTemplate({
  needs: ['name', 'other'],
  words: {
    fr: ({ name, other }) => ({
      subject: `Votre duo avec ${other}`,
      paragraphs: [
        `Bonjour ${name}, ${other} a dit oui aussi !`,
        'Quelqu’un d’Interra vous appelle pour votre première rencontre, et sera là avec vous.',
      ],
    }),
    en: ({ name, other }) => ({
      subject: `Your duo with ${other}`,
      paragraphs: [
        `Hello ${name}, ${other} said yes too!`,
        'Somebody from Interra will call you about your first meeting, and will be there with you.',
      ],
    }),
    nl: ({ name, other }) => ({
      subject: `Jouw duo met ${other}`,
      paragraphs: [
        `Dag ${name}, ${other} zei ook ja!`,
        'Iemand van Interra belt je voor jullie eerste ontmoeting en is er dan bij.',
      ],
    }),
    ar: ({ name, other }) => ({
      subject: `ثنائيك مع ${other}`,
      paragraphs: [
        `مرحبًا ${name}، ${other} قال نعم أيضًا!`,
        'سيتصل بك أحد من Interra لترتيب اللقاء الأول، وسيكون حاضرًا معكما.',
      ],
    }),
  },
})

/** A proposal that comes to nothing: never why, never because of whom. */
export const duoClosed = defineTemplate({
  needs: ['name', 'other'],
  words: {
    fr: ({ name, other }) => ({
      subject: 'Ce duo ne se fera pas',
      paragraphs: [
        `Bonjour ${name}, le duo proposé avec ${other} ne se fera pas.`,
        'Cela arrive souvent et ne dit rien de vous. Vous restez dans la liste, et nous cherchons avec vous.',
      ],
    }),
    en: ({ name, other }) => ({
      subject: 'This duo will not happen',
      paragraphs: [
        `Hello ${name}, the duo that was proposed with ${other} will not happen.`,
        'This is common and says nothing about you. You stay on the list, and we go on looking with you.',
      ],
    }),
    nl: ({ name, other }) => ({
      subject: 'Dit duo gaat niet door',
      paragraphs: [
        `Dag ${name}, het voorgestelde duo met ${other} gaat niet door.`,
        'Dat gebeurt vaak en zegt niets over jou. Je blijft op de lijst en we zoeken verder met jou.',
      ],
    }),
    ar: ({ name, other }) => ({
      subject: 'هذا الثنائي لن يتم',
      paragraphs: [
        `مرحبًا ${name}، الثنائي المقترح مع ${other} لن يتم.`,
        'هذا يحدث كثيرًا ولا يعني شيئًا عنك. تبقى في القائمة ونواصل البحث معك.',
      ],
    }),
  },
})
