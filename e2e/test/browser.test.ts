import { afterAll, beforeAll, expect } from '@jest/globals'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { axe, browserTest, openApp } from '../src/browser.ts'

const page = `<!doctype html><html lang="fr"><meta name="viewport" content="width=device-width"><title>Atelier pizza</title><main><h1>Où ?</h1>
<p id="words"></p><img src="/missing.png"><script>
words.textContent = [innerWidth, navigator.language, matchMedia('(prefers-color-scheme: dark)').matches,
  new Date(2026, 0, 1).getTimezoneOffset()].join(' ')
console.error('seen'); fetch('http://127.0.0.1:1/').catch(() => 0)</script></main></html>`

let server: Server
let url = ''
beforeAll(async () => {
  server = createServer((request, response) => {
    response.writeHead(request.url === '/' ? 200 : 404, { 'content-type': 'text/html' }).end(page)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

browserTest('a page opens as wide, in the language, the scheme and the time zone asked for', async () => {
  const desk = await openApp(url)
  await expect(() => desk.page.textContent('#words')).toBecome('1280 fr-BE false -60')
  const phone = await openApp(url, { width: 390, locale: 'en-GB', scheme: 'dark', timezone: 'America/New_York' })
  await expect(() => phone.page.textContent('#words')).toBecome('390 en-GB true 300')
})

browserTest('what goes wrong in a page is kept, and axe names what people cannot use', async () => {
  const { page, faults } = await openApp(url)
  expect(faults).toEqual(expect.arrayContaining(['seen', 'request to http://127.0.0.1:1']))
  expect(await axe(page)).toEqual([expect.stringMatching(/^image-alt: .*\(img\)$/)])
})
