import type { session as fr } from '../fr/session.ts'
import type { TextsOf } from '../texts-of.ts'

export const session: TextsOf<typeof fr> = {
  email: 'E-mail',
  name: 'Full name',
  password: 'Password',
  passwordHint: 'At least 10 characters. A phrase is easy to remember.',
  passwordShort: 'The password needs at least 10 characters.',
  emailInvalid: 'Enter a whole e-mail address, such as mary@example.com.',
  nameMissing: 'Enter your name.',
  language: 'Language',
  signIn: 'Sign in',
  signInTitle: 'Sign in to Rafale',
  signInText: 'Your customer base, changed in bulk and always reversible.',
  signingOn: 'Signing in…',
  signOnWith: 'Continue with {{label}}',
  signOut: 'Sign out',
  setUpTitle: 'Welcome to Rafale',
  setUpText: 'Create the administrator’s account. You can then import your companies or type them in.',
  createAdministrator: 'Create the administrator and start',
  withSampleData: 'Load sample data',
  withSampleDataText: '2,000 made-up companies to try things on; taken out in one click from the history.',
  dataDir: 'Your data is kept in',
  dataDirText: 'Everything stays on this machine. Back this folder up.',
}
