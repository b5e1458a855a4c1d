import type { PartnerStatus } from '@interra/contracts'
import { defineTemplate, type MailLocale } from '../../platform/mail/letter.ts'

/** A digest for the team: referrals that wait too long. */
export const referralsLate = defineTemplate({
  needs: ['name', 'count', 'list', 'link'],
  words: {
    fr: ({ name, count, list, link }) => ({
      subject: `Orientations qui attendent une réponse : ${count}`,
      paragraphs: [`Bonjour ${name},`, `Des partenaires attendent une réponse, en jours : ${list}.`],
      action: { label: 'Voir les orientations', url: link },
    }),
    en: ({ name, count, list, link }) => ({
      subject: `Referrals that wait for an answer: ${count}`,
      paragraphs: [`Hello ${name},`, `Partners wait for an answer, in days: ${list}.`],
      action: { label: 'See the referrals', url: link },
    }),
  },
})

type Told = Exclude<PartnerStatus, 'received'>
const partnerWords: Readonly<Record<MailLocale, Readonly<Record<Told, string>>>> = {
  fr: {
    in_review: 'Elle est en cours d’examen.',
    need_information: 'Il nous manque une information.',
    accepted: 'Elle est acceptée.',
    waiting_list: 'Elle est sur la liste d’attente.',
    declined: 'Nous ne pouvons pas y donner suite.',
    started: 'La personne a commencé.',
    ended: 'Elle est terminée.',
  },
  en: {
    in_review: 'We are looking at it.',
    need_information: 'We need some information.',
    accepted: 'It is accepted.',
    waiting_list: 'It is on the waiting list.',
    declined: 'We cannot go on with it.',
    started: 'The person has begun.',
    ended: 'It has ended.',
  },
  nl: {
    in_review: 'We bekijken ze.',
    need_information: 'We hebben informatie nodig.',
    accepted: 'Ze is aanvaard.',
    waiting_list: 'Ze staat op de wachtlijst.',
    declined: 'We kunnen er niet op ingaan.',
    started: 'De persoon is begonnen.',
    ended: 'Ze is afgelopen.',
  },
  ar: {
    in_review: 'نحن ننظر فيها.',
    need_information: 'تنقصنا معلومة.',
    accepted: 'تم قبولها.',
    waiting_list: 'هي على قائمة الانتظار.',
    declined: 'لا يمكننا متابعتها.',
    started: 'بدأ الشخص.',
    ended: 'انتهت.',
  },
}
const toldPartner = (locale: MailLocale, status: string) => partnerWords[locale][status as Told] ?? ''
const ifSaid = (said: string) => (said === '' ? [] : [said])

/** A partner reads what became of a referral, by its reference: no name stands in the letter. */
export const referralPartner = defineTemplate({
  needs: ['reference', 'status', 'said'],
  words: {
    fr: ({ reference, status, said }) => ({
      subject: `Votre orientation ${reference}`,
      paragraphs: [
        'Bonjour,',
        `Votre orientation ${reference} : ${toldPartner('fr', status)}`,
        ...ifSaid(said),
        'Interra',
      ],
    }),
    en: ({ reference, status, said }) => ({
      subject: `Your referral ${reference}`,
      paragraphs: ['Hello,', `Your referral ${reference}: ${toldPartner('en', status)}`, ...ifSaid(said), 'Interra'],
    }),
    nl: ({ reference, status, said }) => ({
      subject: `Uw doorverwijzing ${reference}`,
      paragraphs: ['Dag,', `Uw doorverwijzing ${reference}: ${toldPartner('nl', status)}`, ...ifSaid(said), 'Interra'],
    }),
    ar: ({ reference, status, said }) => ({
      subject: `إحالتكم ${reference}`,
      paragraphs: ['مرحبًا،', `إحالتكم ${reference}: ${toldPartner('ar', status)}`, ...ifSaid(said), 'إنترا'],
    }),
  },
})

type ToPerson = 'accepted' | 'waitlisted' | 'declined' | 'expired' | 'withdrawn'
const personWords: Readonly<Record<MailLocale, Readonly<Record<ToPerson, string>>>> = {
  fr: {
    accepted: 'Bonne nouvelle : vous êtes les bienvenus chez Interra. Quelqu’un de l’équipe vous contacte bientôt.',
    waitlisted: 'Il n’y a pas encore de place. Vous êtes sur la liste d’attente, et nous revenons vers vous.',
    declined: 'Nous ne pouvons pas vous proposer de place cette fois. Vous pouvez revenir vers nous quand vous voulez.',
    expired: 'Nous n’avons pas pu donner suite à temps. Vous pouvez revenir vers nous quand vous voulez.',
    withdrawn: 'Cette demande est retirée. Nous effaçons ce que nous avons reçu dans les 30 jours.',
  },
  en: {
    accepted: 'Good news: you are welcome at Interra. Somebody of the team contacts you soon.',
    waitlisted: 'There is no place yet. You are on the waiting list, and we come back to you.',
    declined: 'We cannot offer you a place this time. You can come back to us whenever you like.',
    expired: 'We could not answer in time. You can come back to us whenever you like.',
    withdrawn: 'This request is withdrawn. We erase what we received within 30 days.',
  },
  nl: {
    accepted: 'Goed nieuws: u bent welkom bij Interra. Iemand van het team neemt snel contact met u op.',
    waitlisted: 'Er is nog geen plaats. U staat op de wachtlijst en we komen bij u terug.',
    declined: 'We kunnen u deze keer geen plaats aanbieden. U mag altijd terugkomen.',
    expired: 'We konden niet op tijd antwoorden. U mag altijd terugkomen.',
    withdrawn: 'Deze aanvraag is ingetrokken. We wissen wat we kregen binnen 30 dagen.',
  },
  ar: {
    accepted: 'خبر سار: أهلًا بكم في إنترا. سيتصل بكم أحد أعضاء الفريق قريبًا.',
    waitlisted: 'لا يوجد مكان بعد. أنتم على قائمة الانتظار وسنعود إليكم.',
    declined: 'لا يمكننا أن نقدّم لكم مكانًا هذه المرة. يمكنكم العودة إلينا متى شئتم.',
    expired: 'لم نتمكن من الرد في الوقت المناسب. يمكنكم العودة إلينا متى شئتم.',
    withdrawn: 'تم سحب هذا الطلب. سنمحو ما وصلنا خلال 30 يومًا.',
  },
}
const toldPerson = (locale: MailLocale, status: string) => personWords[locale][status as ToPerson] ?? ''

/** Whoever was sent reads what becomes of it, a refusal too, in their language. */
export const referralPerson = defineTemplate({
  needs: ['name', 'status', 'partner', 'said'],
  words: {
    fr: ({ name, status, partner, said }) => ({
      subject: 'Votre demande chez Interra',
      paragraphs: [
        `Bonjour ${name},`,
        `${partner} nous a parlé de vous, avec votre accord.`,
        toldPerson('fr', status),
        ...ifSaid(said),
        'Interra',
      ],
    }),
    en: ({ name, status, partner, said }) => ({
      subject: 'Your request at Interra',
      paragraphs: [
        `Hello ${name},`,
        `${partner} told us about you, with your consent.`,
        toldPerson('en', status),
        ...ifSaid(said),
        'Interra',
      ],
    }),
    nl: ({ name, status, partner, said }) => ({
      subject: 'Uw aanvraag bij Interra',
      paragraphs: [
        `Dag ${name},`,
        `${partner} heeft ons over u verteld, met uw toestemming.`,
        toldPerson('nl', status),
        ...ifSaid(said),
        'Interra',
      ],
    }),
    ar: ({ name, status, partner, said }) => ({
      subject: 'طلبكم لدى إنترا',
      paragraphs: [
        `مرحبًا ${name}،`,
        `حدّثتنا عنكم ${partner} بموافقتكم.`,
        toldPerson('ar', status),
        ...ifSaid(said),
        'إنترا',
      ],
    }),
  },
})
