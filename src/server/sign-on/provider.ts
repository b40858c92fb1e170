import * as oidc from 'openid-client'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import type { SignOn } from './sign-on-settings.ts'

/** What the browser keeps between leaving for the provider and coming back, in a cookie no script reads. */
export type Attempt = { state: string; nonce: string; verifier: string }

/** Who the provider says somebody is. */
export type Identity = { subject: string; email: string | undefined; isEmailVerified: boolean }

/** The provider as it describes itself; throws 'sign-on-failed'. */
export async function discover({ issuer, clientId, secret }: SignOn): Promise<oidc.Configuration> {
  const isInsecure = issuer.startsWith('http:')
  return told(() =>
    oidc.discovery(
      new URL(issuer),
      clientId,
      secret === null ? { token_endpoint_auth_method: 'none' } : secret,
      undefined,
      isInsecure ? { execute: [oidc.allowInsecureRequests] } : {},
    ),
  )
}

/** Where the browser goes to sign in, and what it has to bring back. */
export async function leaveFor(signOn: SignOn, redirectUri: string): Promise<{ url: string; attempt: Attempt }> {
  const attempt = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() }
  const url = oidc.buildAuthorizationUrl(await discover(signOn), {
    redirect_uri: redirectUri,
    scope: 'openid email profile',
    code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: 'S256',
    state: attempt.state,
    nonce: attempt.nonce,
  })
  return { url: url.href, attempt }
}

/** Who came back; throws 'sign-on-failed' when the answer is not to this attempt, was used already, or is not signed. */
export async function comeBack(signOn: SignOn, cameTo: URL, attempt: Attempt): Promise<Identity> {
  return told(async () => {
    const provider = await discover(signOn)
    const tokens = await oidc.authorizationCodeGrant(provider, cameTo, {
      pkceCodeVerifier: attempt.verifier,
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (!claims) throw new Error('no id_token')
    const known =
      claims['email'] === undefined ? await oidc.fetchUserInfo(provider, tokens.access_token, claims.sub) : claims
    return {
      subject: `${claims.iss}#${claims.sub}`,
      email: typeof known['email'] === 'string' ? known['email'] : undefined,
      isEmailVerified: known['email_verified'] === true,
    }
  })
}

async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const { message, cause } = error as Error & { cause?: { message?: string; error_description?: string } }
    const detail = [message, cause?.error_description ?? cause?.message].filter(Boolean).join(': ').slice(0, 300)
    throw new RafaleError('sign-on-failed', { detail })
  }
}
