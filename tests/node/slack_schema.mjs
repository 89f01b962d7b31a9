// @slack/types -> JSON Schema of messages, modals and App Home; limits are taken from the types' comments.
// usage: node slack_schema.mjs OUT.json
import fs from 'node:fs'
import path from 'node:path'
import { createGenerator } from 'ts-json-schema-generator'

const out = path.resolve(process.argv[2])
const work = fs.mkdtempSync(path.join(import.meta.dirname, 'node_modules', '.slack-schema-'))
const entry = path.join(work, 'entry.ts')
fs.writeFileSync(
  entry,
  `import type { KnownBlock, ModalView, HomeView } from '@slack/types';
export type Blocks = KnownBlock[]; export type Modal = ModalView; export type Home = HomeView;`,
)
fs.writeFileSync(
  path.join(work, 'tsconfig.json'),
  JSON.stringify({
    compilerOptions: { strict: true, moduleResolution: 'node', target: 'es2020', skipLibCheck: true },
    files: ['entry.ts'],
  }),
)
const schema = createGenerator({
  path: entry,
  tsconfig: path.join(work, 'tsconfig.json'),
  type: '*',
  skipTypeCheck: true,
  additionalProperties: false,
}).createSchema('*')
fs.rmSync(work, { recursive: true })

const UNITS = '(?:characters|items|options|elements|fields|blocks)'
const PATTERNS = [
  new RegExp(`[Mm]aximum (?:length|number)?[^.]*?(\\d[\\d,]*) ${UNITS}`),
  new RegExp(`(?:limit of|up to|no more than) (\\d[\\d,]*) ${UNITS}`),
  /[Mm]aximum (?:number|length)[^.]*? (?:is|of) (\d[\d,]*)/,
]

/** The limit that a property's comment names, or undefined. */
function limitOf(property) {
  const comment = (property.description ?? '').replace(/\s+/g, ' ')
  for (const pattern of PATTERNS) {
    const found = comment.match(pattern)
    if (found) return Number(found[1].replaceAll(',', ''))
  }
}

let limits = 0
for (const definition of Object.values(schema.definitions)) {
  for (const one of [definition, ...(definition.anyOf ?? [])]) {
    for (const [name, property] of Object.entries(one.properties ?? {})) {
      const limit = limitOf(property)
      if (limit === undefined) continue
      limits += 1
      if (property.type === 'array') property.maxItems = limit
      else if (property.type === 'string') property.maxLength = limit
      else if (property.$ref || property.anyOf) {
        const { description, ...rest } = property
        one.properties[name] = { description, allOf: [rest, { properties: { text: { maxLength: limit } } }] }
      } else limits -= 1
    }
  }
}
fs.writeFileSync(out, JSON.stringify(schema))
console.log(`${Object.keys(schema.definitions).length} definitions, ${limits} limits`)
