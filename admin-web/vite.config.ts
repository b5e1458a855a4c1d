import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { contractViews } from './vite/contract-views.ts'
import { modulesOfFirstScreen, tellFirstScreen } from './vite/first-screen.ts'

const api = process.env['API_URL'] ?? 'http://127.0.0.1:3000'

// Vite asks for a default export.
export default defineConfig(async ({ command }) => ({
  plugins: [
    react(),
    contractViews(),
    tellFirstScreen(),
    VitePWA({
      strategies: 'generateSW',
      injectRegister: false,
      manifest: {
        name: 'Interra',
        short_name: 'Interra',
        lang: 'fr',
        start_url: '/',
        display: 'standalone',
        background_color: '#f6f1e8',
        theme_color: '#1f6a58',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any maskable' },
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{html,js,css,svg,png,woff2,json}'],
        inlineWorkboxRuntime: true,
        // Without these the precached shell would answer `/` before the network does.
        directoryIndex: '',
        // The API's answers are never cached here: only the shell is. Offline, a page of the shell opens.
        runtimeCaching: [
          {
            urlPattern: ({ request, url }) =>
              request.mode === 'navigate' && !/^\/(v1|docs|problems|health|metrics)(\/|$)/.test(url.pathname),
            handler: 'NetworkOnly',
            options: { precacheFallback: { fallbackURL: '/index.html' } },
          },
        ],
      },
    }),
  ],
  // The server puts a fresh nonce in place of this word and in `style-src` (see docs/guides/add-a-screen.md).
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 700,
    // Left alone, every page is cut in 30 to 60 files; a phone fetches three, and the two large ones once.
    rolldownOptions: {
      output: { codeSplitting: { groups: command === 'build' ? await sharedGroups() : [] } },
    },
  },
  server: { proxy: { '/v1': api, '/docs': api } },
  preview: { proxy: { '/v1': api } },
}))

async function sharedGroups() {
  const first = await modulesOfFirstScreen([react(), contractViews()])
  return [
    { name: 'first', priority: 2, test: (id: string) => first.has(id) },
    { name: 'common', priority: 1, minShareCount: 2, test: (id: string) => !id.endsWith('.json') },
  ]
}
