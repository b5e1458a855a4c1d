import { afterAll, beforeAll, expect } from '@jest/globals'
import { axe, browserTest, openApp, shot } from '../src/browser.ts'
import { openAs, startDemoApp, type DemoApp } from '../src/demo-app.ts'
import { onThePhone } from '../src/door.ts'
import { ask } from '../src/pool.ts'

let app: DemoApp
beforeAll(async () => void (app = await startDemoApp()), 60_000)
afterAll(() => app.stop())

const token = 'survey-of-somebody-in-a-test'
/** A wave of the demo's first site in which one member was asked, and the address of their link. */
async function asked(): Promise<{ waveId: string; url: string }> {
  const [made] = await ask<{ id: string }>(
    app.databaseUrl,
    `with l as (select id from site where code = 'liege'),
    p as (select p.id from person p join l on l.id = p.site_id where p.status = 'active' and p.birth_year < 2000
      order by p.id limit 1),
    agreed as (insert into consent (id, site_id, person_id, purpose, given, text_version, language, channel, collected_on, created_at)
      select gen_random_uuid(), l.id, p.id, 'surveys', true, '2026-11', 'fr', 'paper', current_date, now() from l, p),
    w as (insert into survey_wave (id, site_id, kind, opens_on, closes_on)
      select gen_random_uuid(), id, 'after', current_date - 1, current_date + 9 from l returning id, site_id),
    x as (insert into survey_wave_instrument (wave_id, site_id, position, instrument, instrument_version)
      select w.id, w.site_id, m.at, m.code, 1 from w,
        (values (1, 'valued'), (2, 'trust1'), (3, 'new_ties'), (4, 'lasting_tie')) m (at, code)),
    i as (insert into survey_invitation (id, site_id, wave_id, person_id, programme, entry_on, due_on)
      select gen_random_uuid(), w.site_id, w.id, p.id, 'interact', current_date, current_date + 9 from w, p returning *),
    k as (insert into survey_link (id, site_id, invitation_id, token_hash, created_at, expires_at)
      select gen_random_uuid(), site_id, id, encode(sha256($1::bytea), 'hex'), now(), now() + interval '5 days' from i)
    select id from w`,
    [token],
  )
  return { waveId: made?.id ?? '', url: `${app.url}/survey#${token}` }
}

browserTest(
  '[H6] a survey is answered on a small phone by keyboard alone, in Arabic, without network, and once',
  async () => {
    const { waveId, url } = await asked()
    const { page, faults } = await openApp(url, { width: 390 })
    await page.setViewportSize({ width: 320, height: 700 })
    await page.getByRole('button', { name: 'Commencer' }).press('Enter')
    await page.getByText('Question 1 sur 4').waitFor()
    await page.getByText('Avez-vous senti que l’on vous donnait de la valeur').waitFor()
    expect(await axe(page)).toEqual([])
    await shot(page, 'survey-faces-320')
    // the heading has the focus: the next stop is the first answer
    for (const key of ['Tab', 'Tab', 'Tab', 'Tab', 'Enter']) await page.keyboard.press(key)
    await page.getByText('Question 2 sur 4').waitFor()

    await page.getByRole('button', { name: 'العربية' }).click()
    await page.getByText('سؤال 2 من 4').waitFor()
    await expect(() => page.evaluate(() => document.documentElement.dir)).toBecome('rtl')
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    expect(await axe(page)).toEqual([])
    await shot(page, 'survey-scale-ar-320')
    await page.reload()
    await page.getByRole('button', { name: 'Français' }).click()
    await page.getByText('Question 2 sur 4').waitFor()
    await page.getByRole('button', { name: 'Je préfère ne pas le dire' }).click()
    await page.getByLabel('Combien de personnes ?').fill('3')
    await page.getByRole('button', { name: 'Suivant' }).click()
    await page.getByRole('button', { name: 'Passer' }).click()

    await page.route('**/v1/survey-links/answers', (route) => route.abort())
    await page.getByRole('button', { name: 'Envoyer' }).click()
    await page.getByText('Gardé sur ce téléphone').waitFor()
    await page.unroute('**/v1/survey-links/answers')
    await page.getByRole('heading', { name: 'Merci !' }).waitFor()
    expect(await onThePhone(page)).not.toContain('new_ties')
    await page.reload()
    await page.getByRole('heading', { name: 'Vous avez déjà répondu' }).waitFor()
    const kept = `select instrument, items ->> 'value' as value from survey_response where wave_id = $1 order by 1`
    expect(await ask(app.databaseUrl, kept, [waveId])).toEqual([
      { instrument: 'new_ties', value: '3' },
      { instrument: 'trust1', value: 'preferNotToSay' },
      { instrument: 'valued', value: '4' },
    ])
    expect(faults.filter((fault) => !fault.includes('ERR_FAILED'))).toEqual([])

    const team = await openAs(app, app.account('coordinator', 'liege'), `/surveys/${waveId}`)
    await team.page.getByText('Réponses : 1 sur 1').waitFor()
    expect(await axe(team.page)).toEqual([])
    await shot(team.page, 'survey-wave-1280')
  },
  90_000,
)

browserTest(
  '[H14] feedback after a session is told in faces, in Arabic too, and its code hangs at the door',
  async () => {
    const [session] = await ask<{ id: string }>(
      app.databaseUrl,
      `select s.id from session s join site on site.id = s.site_id and site.code = 'liege'
       where s.status <> 'cancelled' and s.ends_at > now() - interval '6 days' order by s.ends_at limit 1`,
    )
    const team = await openAs(app, app.account('coordinator', 'liege'), `/sessions/${session?.id ?? ''}`)
    await team.page.getByRole('button', { name: 'Montrer le code à scanner' }).click()
    const address = (await team.page.locator('pre').textContent()) ?? ''
    await shot(team.page, 'feedback-session-1280')
    const { page, faults } = await openApp(address, { width: 390 })
    await page.getByRole('button', { name: 'العربية' }).click()
    const feeling = page.getByRole('group', { name: 'كيف كان؟' })
    await feeling.getByRole('button', { name: 'جيد' }).tap()
    await expect(() => feeling.getByRole('button', { name: 'جيد' }).getAttribute('aria-pressed')).toBecome('true')
    expect(await axe(page)).toEqual([])
    await shot(page, 'feedback-ar-390')
    await page.getByRole('button', { name: 'إرسال' }).tap()
    await page.getByRole('heading', { name: 'شكرًا!' }).waitFor()
    expect(faults).toEqual([])
  },
  60_000,
)
