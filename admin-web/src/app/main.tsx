import { serviceWorker } from '../lib/page-policy.ts'
import './styles.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startLanguage } from '../lib/i18n.ts'
import { App } from './app.tsx'

async function start(place: HTMLElement): Promise<void> {
  await startLanguage()
  createRoot(place).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
  whenIdle(() => void import('../lib/contract-body.ts'))
  if (import.meta.env.PROD && 'serviceWorker' in navigator)
    whenIdle(() => void navigator.serviceWorker.register(serviceWorker))
}

/** After the first screen: what the first form needs, and the shell kept for a day without network. */
function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 4_000 })
  else setTimeout(work, 1_500)
}

// A page that was open while a new version was installed asks for files that are gone: one reload brings the new ones.
window.addEventListener('vite:preloadError', (event) => {
  if (sessionStorage.getItem('interra.reloaded') === location.href) return
  sessionStorage.setItem('interra.reloaded', location.href)
  event.preventDefault()
  location.reload()
})

const place = document.getElementById('app')
if (place) void start(place)
