import { consentTextVersion } from './consents.ts'
import type { FormLocale } from './application-form.ts'

/** What is read out before somebody is sent to us, in the person's own language where we have it. */
interface ReferralConsentText {
  readonly referral_receive: string
  readonly referral_feedback: string
  readonly free: string
}
export const referralConsentVersion = consentTextVersion
export const referralConsentTexts: Readonly<Record<FormLocale, ReferralConsentText>> = {
  fr: {
    referral_receive:
      'Votre nom, la façon de vous joindre, vos langues et ce que vous cherchez sont donnés à Interra, pour que quelqu’un vous contacte.',
    referral_feedback:
      'Interra dit à la personne qui vous envoie où cela en est : reçu, contacté, commencé, terminé. Rien de plus.',
    free: 'Vous êtes libre de dire non, et de changer d’avis quand vous voulez. Cela ne change rien à vos droits ni à l’aide que vous recevez.',
  },
  en: {
    referral_receive:
      'Your name, how to reach you, your languages and what you are looking for are given to Interra, so that somebody contacts you.',
    referral_feedback:
      'Interra tells the person who sends you how it stands: received, contacted, started, ended. Nothing more.',
    free: 'You are free to say no, and to change your mind whenever you like. It changes nothing to your rights or to the help you get.',
  },
  nl: {
    referral_receive:
      'Je naam, hoe je te bereiken bent, je talen en wat je zoekt, worden aan Interra gegeven, zodat iemand contact met je opneemt.',
    referral_feedback:
      'Interra zegt aan wie je doorverwijst hoe het staat: ontvangen, gecontacteerd, begonnen, afgerond. Meer niet.',
    free: 'Je mag nee zeggen, en van mening veranderen wanneer je wil. Dat verandert niets aan je rechten of aan de hulp die je krijgt.',
  },
  ar: {
    referral_receive: 'يُعطى اسمك وطريقة الاتصال بك ولغاتك وما تبحث عنه إلى Interra، لكي يتصل بك أحد.',
    referral_feedback: 'تُخبر Interra من أرسلك إلى أين وصل الأمر: استُلم، تم الاتصال، بدأ، انتهى. لا شيء أكثر.',
    free: 'أنت حر في أن تقول لا، وأن تغيّر رأيك متى شئت. هذا لا يغيّر شيئًا في حقوقك ولا في المساعدة التي تتلقاها.',
  },
}
