import { afterAll, beforeAll, expect } from '@jest/globals'
import { axe, browserTest, openApp, shot } from '../src/browser.ts'
import { openAs, startDemoApp, type DemoApp } from '../src/demo-app.ts'
import { onThePhone } from '../src/door.ts'
import { mailTo } from '../src/mails.ts'
import { ask } from '../src/pool.ts'

let app: DemoApp
beforeAll(async () => void (app = await startDemoApp()), 60_000)
afterAll(() => app.stop())

/** A link to the form of a partner of Liège whose agreement is in force. */
async function formLink(token: string): Promise<string> {
  await ask(
    app.databaseUrl,
    `with p as (insert into partner (id, site_id, name, types)
        select gen_random_uuid(), id, 'Centrum van de test', '{cpas}' from site where code = 'liege' returning id, site_id),
      a as (insert into agreement (id, site_id, partner_id, status, starts_on, signed_on, purposes, data_sharing_version)
        select gen_random_uuid(), site_id, id, 'active', '2020-01-01', '2020-01-01', '{referral,feedback}', '1' from p)
     insert into referral_link (id, site_id, partner_id, purpose, token_hash, created_at, expires_at)
     select gen_random_uuid(), site_id, id, 'form', encode(sha256($1::bytea), 'hex'), now(), now() + interval '9 days' from p`,
    [token],
  )
  return `${app.url}/refer?in=nl#${token}`
}

browserTest(
  '[F3] [F6] somebody of a centre sends a person in Dutch on a phone: kept through a reload and without network, sent once, followed and taken back',
  async () => {
    const { page, context, faults } = await openApp(await formLink('form-of-a-centre-in-a-test'), { width: 390 })
    await page.getByRole('heading', { level: 1, name: 'Iemand naar Interra doorverwijzen' }).waitFor()
    await page.getByLabel('Voornaam').fill('Selam')
    await page.getByLabel('Telefoon van de persoon').fill('0470 11 22 33')
    await page.reload()
    await page.getByLabel('Voornaam').waitFor()
    await expect(() => page.getByLabel('Voornaam').inputValue()).toBecome('Selam')
    expect(await axe(page)).toEqual([])
    await page.getByRole('button', { name: 'Verzenden' }).tap()
    await page.getByText('Er ontbreken antwoorden: ze staan hierboven aangeduid.').waitFor()
    await shot(page, 'refer-nl-390')

    await page.getByLabel('Taal die de persoon het best spreekt').selectOption('ti')
    await page.getByLabel('InterLab: een eigen project').check()
    await page.getByLabel('Een idee voor een zaak').check()
    // warns, and stops nobody
    await page.getByLabel('Een woord voor ons').fill('Ze is zwanger en kookt graag.')
    await page.getByText('Deze tekst lijkt te gaan over: gezondheid.').waitFor()
    await page.getByLabel('Taal waarin je voorleest').selectOption('ti')
    await page.getByText('laat hem mondeling vertalen').waitFor()
    await page.getByLabel('De persoon gaat ermee akkoord dat wij deze gegevens krijgen').check()
    await page.getByLabel('De persoon gaat ermee akkoord dat wij je zeggen hoe het staat').check()
    await page.getByLabel('Met een tolk').check()
    await page.getByLabel('Je naam').fill('Claire Dubois')
    await page.getByLabel('Je e-mailadres').fill('claire@example.org')
    await page.getByLabel('Ik verstuur alleen wat nodig is').check()
    await context.setOffline(true)
    await page.getByRole('button', { name: 'Verzenden' }).tap()
    await page.getByText('Nu geen netwerk').waitFor()
    await context.setOffline(false)
    await page.getByRole('heading', { name: 'Bedankt, het is verzonden!' }).waitFor({ timeout: 20_000 })
    expect(await axe(page)).toEqual([])
    await shot(page, 'refer-sent-nl-390')
    const sent = await ask(
      app.databaseUrl,
      `select channel, received #>> '{person,contact,phone}' as phone, received #>> '{consent,method}' as method
       from referral where channel = 'form' and received #>> '{referrer,email}' = 'claire@example.org'`,
    )
    expect(sent).toEqual([{ channel: 'form', phone: '+32470112233', method: 'oral_interpreter' }])
    expect(await onThePhone(page)).not.toContain('Selam')

    const follow = await page.getByLabel(/Bewaar deze link/).inputValue()
    await page.goto(follow)
    await page.getByRole('heading', { level: 1, name: 'Ontvangen' }).waitFor()
    await page.getByText('Selam, doorverwezen door Centrum van de test').waitFor()
    expect(await axe(page)).toEqual([])
    await page.getByRole('button', { name: 'Deze doorverwijzing intrekken' }).tap()
    await page.getByRole('button', { name: 'Intrekken', exact: true }).tap()
    await page.getByRole('heading', { level: 1, name: 'Afgerond' }).waitFor()
    expect(faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|offline/i.test(fault))).toEqual([])
  },
  90_000,
)

const csv = (phone: string) =>
  [
    'referrer_name,referrer_email,given_name,preference,phone,languages,services,reasons,consent_on,consent_method,consent_language,consent_scopes,commitment',
    `Ines Roy,ines@example.org,Omar,phone,0470 33 22 11,ar,interact,hobby,2026-01-05,oral,ar,referral_receive,oui`,
    `Ines Roy,ines@example.org,Lina,phone,${phone},ar,interact,hobby,2026-01-05,oral,ar,referral_receive,oui`,
  ].join('\n')

browserTest(
  '[F3] the team gives a partner a link, and writes its file: each wrong row with its column, then all of them or the good ones',
  async () => {
    await formLink('another-form-of-a-centre-in-a-test')
    const [partner] = await ask<{ id: string }>(
      app.databaseUrl,
      `select partner_id as id from referral_link where token_hash = encode(sha256($1::bytea), 'hex')`,
      ['another-form-of-a-centre-in-a-test'],
    )
    const { page, faults } = await openAs(
      app,
      app.account('coordinator', 'liege'),
      `/partners/${partner?.id}?tab=doors`,
    )
    await page.getByRole('button', { name: 'Créer un lien' }).click()
    await page.getByText('Ce lien ne sera plus montré').waitFor()
    await expect(() => page.getByRole('textbox', { name: 'Formulaire par lien' }).inputValue()).toBecome(
      expect.stringContaining('/refer#'),
    )
    const choose = (phone: string) =>
      page
        .locator('input[type=file]')
        .setInputFiles({ name: 'interra.csv', mimeType: 'text/csv', buffer: Buffer.from(csv(phone)) })
    await choose('')
    await page.getByText('Lignes bonnes : 1 sur 2').waitFor()
    await page.getByRole('cell', { name: 'phone', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Écrire seulement les lignes bonnes (1)' }).waitFor()
    expect(await axe(page)).toEqual([])
    await shot(page, 'partner-file-1280')
    await choose('0470 44 55 66')
    await page.getByRole('button', { name: 'Écrire toutes les lignes' }).click()
    await page.getByText('Orientations écrites : 2.').waitFor()
    expect(faults).toEqual([])
  },
  60_000,
)

/** A partner of Liège with an agreement in force and somebody who can be written to; answers a member with a telephone. */
async function givenPartner(): Promise<string> {
  const [member] = await ask<{ id: string }>(
    app.databaseUrl,
    `with p as (insert into partner (id, site_id, name, types)
        select gen_random_uuid(), id, 'Huis van de taal', '{cpas}' from site where code = 'liege' returning id, site_id),
      a as (insert into agreement (id, site_id, partner_id, status, starts_on, signed_on, purposes, data_sharing_version)
        select gen_random_uuid(), site_id, id, 'active', '2020-01-01', '2020-01-01', '{referral}', '1' from p),
      g as (insert into partner_agent (id, site_id, partner_id, name, email)
        select gen_random_uuid(), site_id, id, 'An Peeters', 'an@example.org' from p)
     select m.id from person m join p on p.site_id = m.site_id where m.status = 'active' and m.phone is not null limit 1`,
    [],
  )
  return member?.id ?? ''
}

browserTest(
  '[F10] a colleague sends a member to a partner, whose agent says yes and then how it ended, in Dutch on a phone',
  async () => {
    const staff = await openAs(app, app.account('coordinator'), `/people/${await givenPartner()}`)
    await staff.page.getByRole('button', { name: 'Orienter vers un partenaire' }).click()
    const dialog = staff.page.getByRole('dialog')
    await dialog.getByLabel('Partenaire', { exact: true }).fill('Huis van de taal')
    await staff.page.getByRole('option', { name: 'Huis van de taal' }).click()
    await dialog.getByLabel('Qui y reçoit la demande').selectOption('An Peeters')
    await dialog.getByLabel('Service demandé').fill('Cours de néerlandais')
    await dialog.getByRole('button', { name: 'Orienter vers un partenaire' }).click()
    await staff.page.getByRole('button', { name: 'Envoyer', exact: true }).click()
    await dialog.getByLabel('Son nom').check()
    expect(await axe(staff.page)).toEqual([])
    await dialog.getByRole('button', { name: 'Envoyer' }).click()
    await staff.page.getByText('Envoyée', { exact: true }).waitFor()
    await shot(staff.page, 'outgoing-1280')

    const mail = await mailTo(app, 'an@example.org', /\/sent#/)
    expect(mail).toContain('An Peeters')
    const address = `${app.url}/sent?in=nl#${/\/sent#([\w-]+)/.exec(mail)?.[1] ?? ''}`
    const { page, faults } = await openApp(address, { width: 390 })
    await page.getByRole('heading', { level: 1, name: 'Is deze persoon welkom bij jou?' }).waitFor()
    // the telephone number was not agreed to
    expect(await page.getByText('Telefoon', { exact: true }).count()).toBe(0)
    expect(await axe(page)).toEqual([])
    await shot(page, 'offered-nl-390')
    await page.getByRole('button', { name: 'Ja, deze persoon is welkom' }).tap()
    await page.getByRole('heading', { level: 1, name: 'Je ontvangt deze persoon: bedankt!' }).waitFor()
    await page.getByRole('button', { name: 'Het is afgerond' }).tap()
    await page.getByRole('button', { name: 'Verzenden' }).tap()
    await page.getByRole('heading', { level: 1, name: 'Het is afgerond: bedankt!' }).waitFor()
    await page.getByText('wat de persoon deelde, wordt niet meer getoond').waitFor()
    const [house] = await ask<{ id: string }>(
      app.databaseUrl,
      `select id from partner where name = 'Huis van de taal'`,
      [],
    )
    await staff.page.goto(`${app.url}/referrals`)
    await staff.page.getByRole('tab', { name: 'Envoyées' }).click()
    await staff.page.getByRole('row', { name: /Huis van de taal.*Terminée/ }).waitFor()
    expect(await axe(staff.page)).toEqual([])
    await shot(staff.page, 'outgoing-list-1280')
    await staff.page.goto(`${app.url}/partners/${house?.id}?tab=statistics`)
    await staff.page
      .getByText('Acceptées par le partenaire')
      .locator('xpath=following-sibling::dd')
      .getByText('1')
      .waitFor()
    expect([...faults, ...staff.faults]).toEqual([])
  },
)

browserTest(
  '[L9] a software vendor reads what is wrong in the body of a referral and what to do, and nothing leaves the browser',
  async () => {
    const { page, faults } = await openApp(`${app.url}/partner/validator`, { width: 390 })
    const text = page.getByLabel('Le corps, en JSON')
    await page.getByRole('button', { name: 'Mettre un exemple' }).tap()
    await expect(() => text.inputValue()).toBecome(expect.stringContaining('+32470112233'))
    const good = await text.inputValue()
    const calls: string[] = []
    page.on('request', (sent) => void calls.push(sent.url()))
    const tell = page.locator('[aria-live=polite]')

    await text.fill(
      good.replace('+32470112233', '0470112233').replace('"givenName"', '"nationality": "ER", "givenName"'),
    )
    await text.press('Control+Enter')
    await tell.getByText('2 choses ne conviennent pas').waitFor()
    await page.getByText('/person/nationality').waitFor()
    await page.getByText('Un numéro au format E.164').waitFor()
    expect(await axe(page)).toEqual([])
    await shot(page, 'validator-fr-390')

    await text.fill(good.replace(/}$/, ''))
    await page.getByRole('button', { name: 'Vérifier' }).tap()
    await tell.getByText(`ligne ${good.split('\n').length}, colonne 1`).waitFor()
    await text.fill(good)
    await text.press('Control+Enter')
    await tell.getByText('Tout convient.').waitFor()
    await page.getByRole('button', { name: 'Nederlands' }).tap()
    await tell.getByText('Alles past.').waitFor()
    await expect(() => page.getByLabel('De inhoud, als JSON').inputValue()).toBecome(good)
    expect(calls.filter((url) => new URL(url).pathname.startsWith('/v1'))).toEqual([])
    expect(faults).toEqual([])
  },
  60_000,
)
