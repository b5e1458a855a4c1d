import { defineTemplate } from '../../platform/mail/letter.ts'

/** A few questions, with a link of one's own; nothing has to be answered. */
export const surveyAsked = defineTemplate({
  needs: ['name', 'until', 'link'],
  words: {
    fr: ({ name, until, link }) => ({
      subject: 'Comment allez-vous ? Quelques questions',
      paragraphs: [
        `Bonjour ${name}, voici quelques questions courtes : cinq minutes, jusqu’au ${until}.`,
        'Vos réponses servent à mieux faire notre travail. Elles ne changent rien à votre place chez nous. Vous pouvez sauter des questions, ou ne pas répondre.',
      ],
      action: { label: 'Répondre', url: link },
      note: 'Ce lien est pour vous seul·e.',
    }),
    en: ({ name, until, link }) => ({
      subject: 'How are you? A few questions',
      paragraphs: [
        `Hello ${name}, here are a few short questions: five minutes, until ${until}.`,
        'Your answers help us to do our work better. They change nothing about your place with us. You may skip questions, or not answer.',
      ],
      action: { label: 'Answer', url: link },
      note: 'This link is for you alone.',
    }),
    nl: ({ name, until, link }) => ({
      subject: 'Hoe gaat het met u? Enkele vragen',
      paragraphs: [
        `Dag ${name}, hier zijn enkele korte vragen: vijf minuten, tot ${until}.`,
        'Uw antwoorden helpen ons om ons werk beter te doen. Ze veranderen niets aan uw plaats bij ons. U mag vragen overslaan, of niet antwoorden.',
      ],
      action: { label: 'Antwoorden', url: link },
      note: 'Deze link is alleen voor u.',
    }),
    ar: ({ name, until, link }) => ({
      subject: 'كيف حالك؟ بعض الأسئلة',
      paragraphs: [
        `مرحبًا ${name}، هذه بعض الأسئلة القصيرة: خمس دقائق، حتى ${until}.`,
        'إجاباتك تساعدنا على تحسين عملنا، ولا تغيّر شيئًا في مكانك معنا. يمكنك تخطّي أسئلة أو عدم الإجابة.',
      ],
      action: { label: 'الإجابة', url: link },
      note: 'هذا الرابط لك وحدك.',
    }),
  },
})
