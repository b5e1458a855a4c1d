import { problem, problems, type ProblemCode } from '@interra/contracts'
import type { FastifyInstance } from 'fastify'
import { remedyOf } from './problem-remedies.ts'

const isCode = (code: string): code is ProblemCode => Object.hasOwn(problems, code)

/** `/problems/<code>`: the page that `type` of a refusal points to. What it means, what to do, in French and English. */
export function explainProblems(app: FastifyInstance): void {
  const config = { open: true } as const
  app.get('/problems', { config }, async (_request, reply) => {
    const rows = Object.entries(problems).map(
      ([code, { status, title }]) => `<li><a href="/problems/${code}">${code}</a> (${status}) ${escape(title)}</li>`,
    )
    return reply.type('text/html; charset=utf-8').send(page('Problems', `<ul>${rows.join('')}</ul>`))
  })
  app.get<{ Params: { code: string } }>('/problems/:code', { config }, async (request, reply) => {
    const { code } = request.params
    if (!isCode(code)) throw problem('not-found')
    return reply.type('text/html; charset=utf-8').send(problemPage(code))
  })
}

function problemPage(code: ProblemCode): string {
  const { status, title } = problems[code]
  const { fr, en } = remedyOf(status)
  const body = `<p>HTTP ${status}</p><h2 lang="en">English</h2><p lang="en">${escape(title)}. ${escape(en)}</p>
<h2 lang="fr">Français</h2><p lang="fr">${escape(fr)}</p><p><a href="/problems">Problems / Problèmes</a></p>`
  return page(code, body)
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(title)} - Interra</title></head><body><main><h1>${escape(title)}</h1>
${body}</main></body></html>
`
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
