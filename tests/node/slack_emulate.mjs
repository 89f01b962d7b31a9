// npm emulate's Slack, with its events sent to EVENTS_URL. The package has no public way to
// subscribe to Slack's events, so its own plugin is wrapped: nothing of it is replaced.
// usage: node slack_emulate.mjs EVENTS_URL SEED.json
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { createEmulator } from 'emulate'

const [eventsUrl, seedFile] = process.argv.slice(2)
const dist = path.join(import.meta.dirname, 'node_modules', 'emulate', 'dist')
const chunk = fs
  .readdirSync(dist)
  .find((f) => f.startsWith('dist-') && f.endsWith('.js') && fs.readFileSync(path.join(dist, f), 'utf8').includes('slackPlugin'))
const { slackPlugin } = await import(path.join(dist, chunk))
const register = slackPlugin.register
slackPlugin.register = (app, store, webhooks, baseUrl, tokens) => {
  register(app, store, webhooks, baseUrl, tokens)
  webhooks.register({ url: eventsUrl, events: ['*'], active: true, owner: 'slack' })
}

const free = () =>
  new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

const port = await free()
const emulator = await createEmulator({ service: 'slack', port, hostname: '127.0.0.1', seed: JSON.parse(fs.readFileSync(seedFile)) })
console.log(`READY http://127.0.0.1:${port}`)
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, async () => {
    await emulator.close()
    process.exit(0)
  })
}
