import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

export type OidcServer = {
  issuer: string
  /** Somebody signs in there in a browser of his own; where the provider sends that browser in the end. */
  signIn(url: string, account: string): Promise<URL>
  close(): Promise<void>
}

/** What the provider knows of its accounts, by what is typed at its door. */
export type Accounts = Record<string, { email: string; email_verified: boolean }>

/** A real OpenID Connect provider on a free port of this machine, with one client. */
export async function oidcServer(accounts: Accounts, redirectUri: string): Promise<OidcServer> {
  const http = createServer()
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'rafale', client_secret: 'client-secret', redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...accounts[id] }) }),
    features: { devInteractions: { enabled: true } },
    pkce: { required: () => true },
  })
  http.on('request', provider.callback())
  return { issuer, signIn, close }

  /** Follows the provider's pages as a person does: the name at its door, then consent. */
  async function signIn(url: string, account: string): Promise<URL> {
    const cookies = new Map<string, string>()
    let next: { url: string; form?: URLSearchParams } = { url }
    for (let step = 0; step < 20; step++) {
      // oxlint-disable-next-line no-await-in-loop -- one page after the other
      const answer = await fetch(next.url, {
        redirect: 'manual',
        headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
        ...(next.form ? { method: 'POST', body: next.form } : {}),
      })
      for (const cookie of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
        if (value === '') cookies.delete(name)
        else cookies.set(name, value)
      }
      const location = answer.headers.get('location')
      if (location) {
        const to = new URL(location, next.url)
        if (to.href.startsWith(redirectUri)) return to
        next = { url: to.href }
        continue
      }
      // oxlint-disable-next-line no-await-in-loop -- one page after the other
      const page = await answer.text()
      const action = /action="([^"]+)"/.exec(page)?.[1]
      if (!action) throw new Error(`The provider showed a page without a form: ${answer.status} ${page.slice(0, 500)}`)
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? 'login'
      next = {
        url: new URL(action, next.url).href,
        form: new URLSearchParams({ prompt, login: account, password: 'x' }),
      }
    }
    throw new Error('The provider never came to an end')
  }

  async function close(): Promise<void> {
    http.closeAllConnections()
    await new Promise<void>((resolve) => http.close(() => resolve()))
  }
}
