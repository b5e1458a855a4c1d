import { describe, expect, test } from '@jest/globals'
import { createServer } from 'node:http'
import { createServer as createRawServer } from 'node:net'
import { isWebhookAddress, mayReach } from './address.ts'
import { nextTry } from './retry.ts'
import { sendTo } from './send.client.ts'

const message = { body: '{}', headers: {} }

describe('[L4] where webhooks may go', () => {
  test('public addresses only, however they are written', () => {
    const inside = [
      '127.0.0.1',
      '10.1.2.3',
      '172.16.0.1',
      '192.168.1.1',
      '169.254.169.254',
      '100.100.100.200',
      '0.0.0.0',
    ]
    const hidden = [
      '::1',
      '::',
      '::127.0.0.1',
      '::7f00:1',
      '::ffff:10.0.0.1',
      '::ffff:7f00:1',
      '64:ff9b::a00:1',
      '2002:a00:1::',
    ]
    const local = ['fe80::1', 'fd00:ec2::254', 'fec0::1', 'ff02::1', '224.0.0.1', '192.0.0.192', '168.63.129.16', 'x']
    for (const address of [...inside, ...hidden, ...local])
      expect([address, mayReach(address, false)]).toEqual([address, false])
    for (const address of ['8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8']) expect(mayReach(address, false)).toBe(true)
    expect([mayReach('127.0.0.1', true), mayReach('::1', true), mayReach('10.0.0.1', true)]).toEqual([
      true,
      true,
      false,
    ])
  })

  test('https on its ports, with loopback for an installation on loopback alone', () => {
    const refused = [
      'http://a.be/',
      'https://a.be:22/',
      'https://u:p@a.be/',
      'ftp://a.be/',
      'https://0x7f.1/',
      'https://',
    ]
    for (const url of refused) expect([url, isWebhookAddress(url, false)]).toEqual([url, false])
    for (const url of ['https://a.be/x?y=1', 'https://a.be:8443/']) expect(isWebhookAddress(url, false)).toBe(true)
    expect([
      isWebhookAddress('http://localhost:4000/', true),
      isWebhookAddress('http://localhost:4000/', false),
    ]).toEqual([true, false])
  })

  test('a name goes to the address that was looked at, and to none when one of them is inside', async () => {
    const server = createServer((_, response) => void response.writeHead(204).end())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = Object(server.address()) as { port: number }
    const here = { address: '127.0.0.1', family: 4 }
    let asked = 0
    const rebinding = (name: string) => {
      asked++
      return Promise.resolve(name === 'mixed.test' ? [{ address: '93.184.216.34', family: 4 }, here] : [here])
    }
    const to = (name: string, loopback: boolean) =>
      sendTo(new URL(`http://${name}:${port}/`), message, { loopback, resolve: rebinding, timeoutMs: 2000 })
    expect(await to('inside.test', false)).toEqual({ status: null, fault: 'address-refused', retryAfter: null })
    expect(await to('mixed.test', false)).toMatchObject({ fault: 'address-refused' })
    expect(await to('127.0.0.1', false)).toMatchObject({ fault: 'address-refused' })
    expect(asked).toBe(2)
    expect(await to('allowed.test', true)).toMatchObject({ status: 204, fault: null })
    // looked up once: what it would answer next does not count
    expect(asked).toBe(3)
    await new Promise((resolve) => server.close(resolve))
  })

  test('a receiver that answers with something else than an answer has not taken it, and holds nobody up', async () => {
    const server = createRawServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => socket.write('HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = Object(server.address()) as { port: number }
    const sent = await sendTo(new URL(`http://127.0.0.1:${port}/`), message, { loopback: true, timeoutMs: 2000 })
    expect(sent).toMatchObject({ fault: 'unreachable' })
    await new Promise((resolve) => server.close(resolve))
  })

  test('it is tried ten times over three days, later when the receiver asks, within a day', () => {
    const now = new Date('2026-11-22T11:00:00Z')
    const waits = Array.from({ length: 10 }, (_, tries) => nextTry(tries + 1, now, null, 0))
    const seconds = waits.map((at) => at && (at.getTime() - now.getTime()) / 1000)
    expect(seconds).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400, null])
    expect(nextTry(1, now, null, 1)).toEqual(new Date('2026-11-22T11:00:05.500Z'))
    expect(nextTry(1, now, 90, 1)).toEqual(new Date('2026-11-22T11:01:30Z'))
    expect(nextTry(1, now, 1e9, 0)).toEqual(new Date('2026-11-23T11:00:00Z'))
  })
})
