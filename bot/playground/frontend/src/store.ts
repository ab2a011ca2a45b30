// What one person has before their eyes: flat keys, kept up to date by differences.
import { useSyncExternalStore } from 'react'
import type {
  BotState, Channel, Command, Directory, Me, Persona, Post, Prompts, Run, Shortcut, Status, Step,
  Update, View, WireLine,
} from './types'

/** An unchanging picture of everything known; parts that did not change stay the same objects. */
export class Scene {
  readonly channels: readonly Channel[]
  readonly wire: readonly WireLine[]
  private readonly posts: ReadonlyMap<string, readonly Post[]>

  constructor(
    readonly run: string,
    private readonly values: ReadonlyMap<string, unknown>,
    before?: Scene,
    touched?: ReadonlySet<string>,
  ) {
    this.channels = this.listOf('channel', 'channel/', before?.channels, touched)
    const lines = this.listOf<WireLine>('wire', 'wire/', before?.wire, touched)
    this.wire = lines === before?.wire ? lines : [...lines].sort((a, b) => a.n - b.n)
    this.posts = this.postsByChannel(before?.posts, touched)
  }

  get me(): Me | undefined { return this.get('me') }
  get people(): readonly Persona[] { return this.get('people') ?? [] }
  get names(): Record<string, string> { return this.get('names') ?? NOBODY }
  get bots(): readonly string[] { return this.get('bots') ?? [] }
  get bot(): { id: string; name: string } { return this.get('bot') ?? { id: '', name: '' } }
  get commands(): readonly Command[] { return this.get('commands') ?? [] }
  get shortcuts(): readonly Shortcut[] { return this.get('shortcuts') ?? [] }
  get steps(): readonly Step[] { return this.get('steps') ?? [] }
  get home(): View | undefined { return this.get('home') }
  get modals(): readonly View[] { return this.get('modals') ?? NOTHING }
  get runs(): readonly Run[] { return this.get('runs') ?? [] }
  get botState(): BotState | undefined { return this.get('bot_state') }
  get directory(): Directory | undefined { return this.get('directory') }

  channel(id: string): Channel | undefined { return this.get(`channel/${id}`) }
  post(channel: string, ts: string): Post | undefined { return this.get(`post/${channel}/${ts}`) }
  prompts(channel: string): Prompts | undefined { return this.get(`prompts/${channel}`) }
  status(channel: string, thread: string): Status | undefined {
    return this.get(`status/${channel}/${thread}`)
  }

  /** Every message of a channel that this person sees, replies too, the oldest first. */
  postsIn(channel: string): readonly Post[] { return this.posts.get(channel) ?? NO_POSTS }

  /** The direct messages with the bot. */
  get direct(): Channel | undefined {
    return this.channels.find((one) => one.kind === 'im' && one.members.includes(this.bot.id))
  }

  /** The next picture. */
  after(update: Update): Scene {
    const values = new Map(update.full ? [] : this.values)
    const touched = new Set<string>([...Object.keys(update.set), ...update.gone])
    for (const key of update.gone) values.delete(key)
    for (const [key, value] of Object.entries(update.set)) values.set(key, value)
    if (update.full) return new Scene(update.run, values)
    return new Scene(update.run, values, this, touched)
  }

  private get<Value>(key: string): Value | undefined {
    return this.values.get(key) as Value | undefined
  }

  private listOf<Item>(
    kind: string, prefix: string, before?: readonly Item[], touched?: ReadonlySet<string>,
  ): readonly Item[] {
    if (before && touched && ![...touched].some((key) => key.startsWith(prefix))) return before
    const items: Item[] = []
    for (const [key, value] of this.values) {
      if (key !== kind && key.startsWith(prefix)) items.push(value as Item)
    }
    return items
  }

  private postsByChannel(
    before?: ReadonlyMap<string, readonly Post[]>, touched?: ReadonlySet<string>,
  ): ReadonlyMap<string, readonly Post[]> {
    const stale = touched && new Set([...touched].filter(isPost).map(channelOf))
    if (before && stale?.size === 0) return before
    const found = new Map<string, Post[]>()
    for (const [key, value] of this.values) {
      if (!isPost(key) || (before && !stale?.has(channelOf(key)))) continue
      const post = value as Post
      const list = found.get(post.channel)
      if (list) list.push(post)
      else found.set(post.channel, [post])
    }
    for (const list of found.values()) list.sort((a, b) => (a.ts < b.ts ? -1 : a.ts > b.ts ? 1 : 0))
    if (!before) return found
    const merged = new Map<string, readonly Post[]>(before)
    for (const channel of stale ?? []) merged.set(channel, found.get(channel) ?? NO_POSTS)
    return merged
  }
}

const NOBODY: Record<string, string> = {}
const NOTHING: readonly View[] = []
const NO_POSTS: readonly Post[] = []

function isPost(key: string): boolean { return key.startsWith('post/') }
function channelOf(key: string): string { return key.split('/')[1] ?? '' }

/** Holds the current picture, and tells who looks at it of every next one. */
export class Store {
  private scene = new Scene('', new Map())
  private readonly watchers = new Set<() => void>()

  readonly look = (): Scene => this.scene

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher)
    return () => { this.watchers.delete(watcher) }
  }

  apply(update: Update): void {
    this.scene = this.scene.after(update)
    for (const watcher of [...this.watchers]) watcher()
  }

  /** The first picture in which something holds. */
  until(holds: (scene: Scene) => boolean, milliseconds: number): Promise<Scene> {
    if (holds(this.scene)) return Promise.resolve(this.scene)
    return new Promise((resolve, reject) => {
      const stop = this.watch(() => {
        if (holds(this.scene)) { end(); resolve(this.scene) }
      })
      const timer = setTimeout(() => { end(); reject(new Error('It did not come.')) }, milliseconds)
      const end = () => { stop(); clearTimeout(timer) }
    })
  }
}

export const store = new Store()

/** The current picture, in a component. */
export function useScene(): Scene {
  return useSyncExternalStore(store.watch, store.look)
}
