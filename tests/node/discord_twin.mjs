// npm discord-digital-twin (a Discord of REST and gateway on loopback), driven by lines of JSON:
// one command a line on stdin, one answer a line on stdout.
// What it lacks is added here: it knows only Heartbeat and Identify, so Resume (op 6) is answered
// with Invalid Session (op 9), as Discord does when it has forgotten a session.
import http from 'node:http'
import readline from 'node:readline'
import { DigitalDiscord } from 'discord-digital-twin'

// Its rate limit headers put every route into one bucket that opens once a minute, at which
// discord.py rightly waits; without them it asks as it likes.
const { setHeader } = http.ServerResponse.prototype
http.ServerResponse.prototype.setHeader = function (name, value) {
  return name.startsWith('X-RateLimit') ? this : setHeader.call(this, name, value)
}

// What the bot asked, word for word, so that it can be held against Discord's published limits.
const asked = []
const { emit } = http.Server.prototype
http.Server.prototype.emit = function (event, request, ...rest) {
  if (event === 'request') {
    const { push } = request
    const chunks = []
    request.push = function (chunk, ...more) {
      if (chunk !== null) chunks.push(Buffer.from(chunk))
      else if ((request.headers['content-type'] ?? '').startsWith('application/json') && chunks.length)
        asked.push({ method: request.method, path: request.url, json: JSON.parse(Buffer.concat(chunks)) })
      return push.call(this, chunk, ...more)
    }
  }
  return emit.call(this, event, request, ...rest)
}

const discord = new DigitalDiscord({
  guild: { name: 'Test Server' },
  channels: [{ name: 'general', type: 0 }],
  users: [{ username: 'alice' }],
})
await discord.start()
const gateway = discord.server.gateway
let resumes = 0
gateway.wss.on('connection', (socket) => {
  socket.on('message', (raw) => {
    if (JSON.parse(raw.toString()).op === 6) {
      resumes += 1
      socket.send(JSON.stringify({ op: 9, d: false, s: null, t: null }))
    }
  })
})

const user = await discord.getFirstNonBotUserId()
const channel = (await discord.prisma.channel.findMany())[0].id
const actor = discord.channel(channel).user(user)
const seen = async () => discord.channel(channel).getMessages()

const operations = {
  say: async ({ content }) => (await actor.sendMessage({ content })) ?? (await seen()).at(-1),
  edit: ({ message, content }) => actor.editMessage({ messageId: message, content }),
  remove: ({ message }) => actor.deleteMessage({ messageId: message }),
  slash: ({ name, options }) => actor.runSlashCommand({ name, options }),
  click: ({ message, name }) => actor.clickButton({ messageId: message, customId: name }),
  messages: seen,
  commands: () => discord.prisma.applicationCommand.findMany(),
  // The same event once more, as after a reconnection.
  replay: async ({ message }) => {
    const found = (await seen()).find((one) => one.id === message)
    gateway.broadcastMessageCreate(found, discord.guildId)
  },
  cut: () => {
    for (const client of [...gateway.clients]) client.ws.terminate()
  },
  asked: () => asked,
  sessions: () => ({ identified: gateway.clients.filter((one) => one.identified).length, resumes }),
  stop: async () => {
    await discord.stop()
    setTimeout(() => process.exit(0), 20)
  },
}

const tell = (value) => console.log(JSON.stringify(value))
tell({
  rest: discord.restUrl,
  gateway: discord.gatewayUrl,
  token: discord.botToken,
  user,
  channel,
  guild: discord.guildId,
  bot: discord.botUserId,
})
for await (const line of readline.createInterface({ input: process.stdin })) {
  const command = JSON.parse(line)
  try {
    tell({ ok: (await operations[command.op](command)) ?? null })
  } catch (error) {
    tell({ error: String(error.stack ?? error) })
  }
}
