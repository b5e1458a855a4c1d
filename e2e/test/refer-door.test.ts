import { afterAll, beforeAll, expect } from '@jest/globals'
import { axe, browserTest, openApp, shot } from '../src/browser.ts'
import { startDemoApp, type DemoApp } from '../src/demo-app.ts'
import { onThePhone } from '../src/door.ts'
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
    expect(await page.getByLabel('Voornaam').inputValue()).toBe('Selam')
    expect(await axe(page)).toEqual([])
    await page.getByRole('button', { name: 'Verzenden' }).tap()
    await page.getByText('Er ontbreken antwoorden: ze staan hierboven aangeduid.').waitFor()
    await shot(page, 'refer-nl-390')

    await page.getByLabel('Taal die de persoon het best spreekt').selectOption('ti')
    await page.getByLabel('InterLab: een eigen project').check()
    await page.getByLabel('Een idee voor een zaak').check()
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
