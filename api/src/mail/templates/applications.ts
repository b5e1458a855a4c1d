import { defineTemplate } from '../../platform/mail/letter.ts'

type Said = Readonly<Record<string, string>>
const isYes = (outcome: string) => outcome === 'admitted' || outcome === 'admitted_with_conditions'

/** What the jury decided, in few words, then its feedback; nothing of scores and votes. */
const paragraphs = (hello: string, said: string, feedback: string, conditions: string, end: string) =>
  [hello, said, ...conditions.split(/\n{2,}/), ...feedback.split(/\n{2,}/), end].filter((one) => one !== '')

const french: Said = {
  admitted: 'Bonne nouvelle : votre projet est admis à InterLab.',
  admitted_with_conditions: 'Bonne nouvelle : votre projet est admis à InterLab, à ces conditions.',
  waitlisted: 'Votre projet est sur la liste d’attente : nous vous écrivons dès qu’une place se libère.',
  redirected: 'Pour votre projet, une autre organisation peut mieux vous aider que nous.',
  refused: 'Votre projet n’est pas admis cette fois.',
}
const english: Said = {
  admitted: 'Good news: your project is admitted to InterLab.',
  admitted_with_conditions: 'Good news: your project is admitted to InterLab, on these conditions.',
  waitlisted: 'Your project is on the waiting list: we write to you as soon as there is a place.',
  redirected: 'For your project, another organisation can help you better than we can.',
  refused: 'Your project is not admitted this time.',
}
const dutch: Said = {
  admitted: 'Goed nieuws: je project is toegelaten tot InterLab.',
  admitted_with_conditions: 'Goed nieuws: je project is toegelaten tot InterLab, onder deze voorwaarden.',
  waitlisted: 'Je project staat op de wachtlijst: we schrijven je zodra er plaats is.',
  redirected: 'Voor je project kan een andere organisatie je beter helpen dan wij.',
  refused: 'Je project is deze keer niet toegelaten.',
}
const arabic: Said = {
  admitted: 'خبر سار: تم قبول مشروعك في InterLab.',
  admitted_with_conditions: 'خبر سار: تم قبول مشروعك في InterLab بهذه الشروط.',
  waitlisted: 'مشروعك على قائمة الانتظار: نكتب لك فور توفر مكان.',
  redirected: 'يمكن لمنظمة أخرى أن تساعدك في مشروعك أفضل منا.',
  refused: 'لم يُقبل مشروعك هذه المرة.',
}

/** The answer to an application, with the feedback of the panel. */
export const applicationDecision = defineTemplate({
  needs: ['name', 'project', 'outcome', 'feedback', 'conditions'],
  words: {
    fr: ({ name, project, outcome, feedback, conditions }) => ({
      subject: 'Réponse à votre candidature InterLab',
      paragraphs: paragraphs(
        `Bonjour ${name}, merci pour votre candidature « ${project} ».`,
        french[outcome] ?? '',
        feedback,
        conditions,
        isYes(outcome)
          ? 'Quelqu’un d’Interra vous contacte pour la suite.'
          : 'Vous pouvez nous écrire ou nous appeler pour en parler, ou si vous n’êtes pas d’accord.',
      ),
    }),
    en: ({ name, project, outcome, feedback, conditions }) => ({
      subject: 'Answer to your InterLab application',
      paragraphs: paragraphs(
        `Hello ${name}, thank you for your application “${project}”.`,
        english[outcome] ?? '',
        feedback,
        conditions,
        isYes(outcome)
          ? 'Somebody of Interra contacts you about what comes next.'
          : 'You can write to us or call us to talk about it, or if you do not agree.',
      ),
    }),
    nl: ({ name, project, outcome, feedback, conditions }) => ({
      subject: 'Antwoord op je kandidatuur voor InterLab',
      paragraphs: paragraphs(
        `Dag ${name}, bedankt voor je kandidatuur “${project}”.`,
        dutch[outcome] ?? '',
        feedback,
        conditions,
        isYes(outcome)
          ? 'Iemand van Interra neemt contact met je op voor het vervolg.'
          : 'Je kan ons schrijven of bellen om erover te praten, of als je het niet eens bent.',
      ),
    }),
    ar: ({ name, project, outcome, feedback, conditions }) => ({
      subject: 'الرد على طلبك في InterLab',
      paragraphs: paragraphs(
        `مرحبًا ${name}، شكرًا على طلبك «${project}».`,
        arabic[outcome] ?? '',
        feedback,
        conditions,
        isYes(outcome)
          ? 'سيتصل بك أحد من إنترا بشأن الخطوات التالية.'
          : 'يمكنك أن تكتب لنا أو تتصل بنا للحديث عن ذلك، أو إذا كنت غير موافق.',
      ),
    }),
  },
})
