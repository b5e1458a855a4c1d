import fastifyStatic, { type FastifyStaticOptions } from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { newNonce, policyWithNonce, type Headers } from './security.ts'

/** Addresses that are never a page of the admin. */
const ours = /^\/(v1|docs|health|metrics|problems)(\/|$)/

/** Serves the files of the built admin: those whose name holds a hash for a year, the service worker afresh each time. */
export async function serveFiles(app: FastifyInstance, webDir: string): Promise<void> {
  await app.register(async (files) => {
    openRoutes(files)
    const options: Omit<FastifyStaticOptions, 'root'> = {
      index: false,
      cacheControl: false,
      preCompressed: true,
      setHeaders: (reply, path) => void reply.header('cache-control', cachingOf(path)),
    }
    // the few beside `assets` one by one, as their addresses stand among those of pages
    const globIgnore = ['index.html', 'assets/**', '**/*.gz']
    await files.register(fastifyStatic, { ...options, root: resolve(webDir), wildcard: false, globIgnore })
    await files.register(fastifyStatic, {
      ...options,
      root: resolve(webDir, 'assets'),
      prefix: '/assets/',
      decorateReply: false,
    })
  })
}

type Page = (request: FastifyRequest, reply: FastifyReply) => FastifyReply | undefined

/** The admin's page, for every address that is not ours and that a browser navigates to; its styles carry a fresh nonce. */
export async function readPage(webDir: string, headers: Headers): Promise<Page> {
  const page = await readFile(join(webDir, 'index.html'), 'utf8')
  return (request, reply) => {
    if (!isRead(request) || ours.test(request.url) || !wantsPage(request)) return undefined
    const nonce = newNonce()
    return reply
      .code(200)
      .header('content-security-policy', policyWithNonce(headers, nonce))
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(page.replaceAll('__CSP_NONCE__', nonce))
  }
}

const isRead = ({ method }: FastifyRequest) => method === 'GET' || method === 'HEAD'

/** A navigation of a browser, or the service worker that fetches the shell. */
function wantsPage({ url, headers }: FastifyRequest): boolean {
  return url === '/index.html' || (headers.accept ?? '').includes('text/html')
}

/** Everything that this part of the service mounts may be read by everybody. */
export function openRoutes(part: FastifyInstance): void {
  part.addHook('onRoute', (route) => {
    route.config = { ...route.config, open: true }
  })
}

function cachingOf(path: string): string {
  if (/[-.][\w-]{8,}\.(js|css|woff2|svg|png)(\.gz)?$/.test(path) && /[\\/]assets[\\/]/.test(path))
    return 'public, max-age=31536000, immutable'
  return /[\\/]sw\.js(\.gz)?$|\.html$|\.webmanifest(\.gz)?$/.test(path) ? 'no-cache' : 'public, max-age=3600'
}
