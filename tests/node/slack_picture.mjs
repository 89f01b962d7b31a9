// Block Kit -> a page that shows it as Slack does. usage: node slack_picture.mjs < messages.json > page.html
// messages: [{ "blocks": [...], "time": "9:41 AM" }]
import fs from 'node:fs'
import path from 'node:path'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { Message } from 'slack-blocks-to-jsx'

process.stdin.setEncoding('utf8')
const messages = JSON.parse((await process.stdin.toArray()).join(''))
const css = fs.readFileSync(
  path.join(import.meta.dirname, 'node_modules', 'slack-blocks-to-jsx', 'dist', 'style.css'),
  'utf8',
)
const logo = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><rect width="36" height="36" rx="6" fill="#1d3d4f"/><path d="M10 12h16M10 18h16M10 24h9" stroke="#fff" stroke-width="2.5" stroke-linecap="round"/></svg>',
)}`
const body = messages
  .map(({ blocks, time }) =>
    renderToStaticMarkup(createElement(Message, { blocks, logo, name: 'Readout', time: new Date(time), theme: 'light' })),
  )
  .join('\n')
process.stdout.write(`<!doctype html><html lang="en"><meta charset="utf-8"><style>${css}
body { margin: 0; padding: 16px 20px; background: #fff; }
/* what the library says of menus whose options come from a server; Slack says nothing there */
[class*="-bottom-5"] { display: none; }
/* Slack writes in Lato; where it is missing, in a letter about as wide */
body, body :not(code, pre) { font-family: Lato, "Noto Sans", "DejaVu Sans Condensed", sans-serif !important; }
</style><body>${body}</body></html>`)
