/** A file imported as a user does it: mapped, checked, corrected, read again in the recap, written, and taken back. */
import type { Page } from '@playwright/test'
import { expect, test } from './server.ts'
import { step, uploadFile, type UploadedFile } from './import-steps.ts'
import { administrator, choose, expectNoAccessibilityFault, fillSetUp, overflow, signIn } from './steps.ts'

const headers =
  'Code client;Nom du client;Numéro de TVA;Adresse;Ville;Code postal;Pays;Nom du contact;' +
  'Adresse e-mail du contact;Dernière visite;Remarque perso'

type Row = Partial<Record<'code' | 'name' | 'vat' | 'country' | 'email' | 'visit', string>>

/** Twenty companies of one address and one contact each, some cells of which are as told by row (1 to 20). */
function fileOf(special: Record<number, Row>): UploadedFile {
  const rows = Array.from({ length: 20 }, (_, index) => {
    const at = index + 1
    const usual = {
      code: `C${String(at).padStart(4, '0')}`,
      name: `Société ${at}`,
      vat: '',
      country: 'FR',
      email: `contact${at}@exemple.fr`,
      visit: '25/06/2026',
    }
    const { code, name, vat, country, email, visit } = { ...usual, ...special[at] }
    const street = `${at} rue des Lilas`
    return [code, name, vat, street, 'Nantes', '44000', country, `Jeanne DURAND ${at}`, email, visit, 'à voir'].join(
      ';',
    )
  })
  return {
    name: 'clients-nov.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`\uFEFF${[headers, ...rows].join('\r\n')}\r\n`),
  }
}

/** Red: five rows of an unknown country, one date that does not exist. Yellow: two doubtful e-mails, one VAT number. */
const faulty = fileOf({
  3: { country: 'ANG' },
  4: { country: 'ANG' },
  5: { country: 'ANG' },
  6: { country: 'ANG' },
  7: { country: 'ANG' },
  9: { visit: '31/02/2026' },
  12: { email: 'x@@y' },
  13: { email: 'x@@y' },
  15: { vat: 'FR99303265045' },
})

test.describe.configure({ mode: 'serial' })

const shot = (page: Page, name: string) => page.screenshot({ path: `test-results/import/${name}.png` })
const chip = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

async function upload(page: Page, file: UploadedFile) {
  await page.goto('/imports/new')
  await uploadFile(page, file)
  await expect(page.getByText('20 lignes')).toBeVisible()
}

async function toCheck(page: Page) {
  await page.getByRole('button', { name: 'Associer les champs' }).click()
  await step(page, 'fields')
  await page.getByRole('button', { name: 'Contrôler 20 lignes' }).click()
  await step(page, 'check')
}

test('set-up, then an empty list of imports that says what to do', async ({ page }) => {
  await page.goto('/')
  await fillSetUp(page)
  await page.getByRole('link', { name: 'Importer mon fichier' }).click()
  await expect(page.getByText('Déposez votre fichier ici')).toBeVisible()
  await expectNoAccessibilityFault(page)
  await shot(page, '1-new')
  await page.getByRole('link', { name: 'Imports', exact: true }).first().click()
  await expect(page.getByText('Aucun import pour l’instant')).toBeVisible()
  await expectNoAccessibilityFault(page)
})

test('a file that is no text is refused in place, in plain words', async ({ page }) => {
  await signIn(page)
  await page.goto('/imports/new')
  const input = page.getByLabel('Choisir un fichier').and(page.locator('input'))
  await input.setInputFiles({
    name: 'clients.xlsx',
    mimeType: 'application/zip',
    buffer: Buffer.from('PK\u0003\u0004'),
  })
  await expect(page.getByRole('alert')).toContainText('Le fichier est incomplet ou endommagé')
  await input.setInputFiles({ name: 'vide.csv', mimeType: 'text/csv', buffer: Buffer.from('') })
  await expect(page.getByRole('alert')).toContainText('Le fichier est vide')
  await expectNoAccessibilityFault(page)
})

test('red and yellow rows are counted, mended, imported and taken back', async ({ page }) => {
  test.setTimeout(120_000)
  await signIn(page)
  await upload(page, faulty)
  await expect(page.getByRole('combobox', { name: 'Séparateur' })).toHaveValue('Point-virgule (;)')
  await expect(page.getByRole('columnheader', { name: 'Numéro de TVA' })).toBeVisible()
  await expect(page.getByRole('cell', { name: 'Société 8' })).toBeVisible()
  await expectNoAccessibilityFault(page)
  await shot(page, '2-file')

  await page.getByRole('button', { name: 'Associer les champs' }).click()
  await step(page, 'fields')
  await expect(page.getByText('10 colonnes importées')).toBeVisible()
  await expect(page.getByText('1 ignorée')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Champ-clé : Code client' })).toHaveAttribute('aria-pressed', 'true')
  await expectNoAccessibilityFault(page)
  await shot(page, '3-fields')

  await page.getByRole('button', { name: 'Contrôler 20 lignes' }).click()
  await step(page, 'check')
  await expect(chip(page, '6 bloquées')).toBeVisible()
  await expect(chip(page, '3 à vérifier')).toBeVisible()
  await expect(chip(page, '11 prêtes')).toBeVisible()
  await expect(chip(page, '0 ignorée')).toBeVisible()
  await expectNoAccessibilityFault(page)
  await shot(page, '4-check')

  await page.getByRole('button', { name: /Pays.*ANG.*5 lignes/ }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Bloquée' })).toHaveCount(5)
  await page.getByRole('combobox', { name: 'Remplacer « ANG » par' }).click()
  await choose(page, 'royaume')
  await page.getByRole('button', { name: 'Remplacer partout (5 lignes)' }).click()
  await expect(page.getByText('5 lignes corrigées.')).toBeVisible()
  await expect(chip(page, '1 bloquée')).toBeVisible()
  await expect(chip(page, '16 prêtes')).toBeVisible()

  await chip(page, '1 bloquée').click()
  await page.locator('[data-at]', { hasText: '31/02/2026' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Dernière visite, ligne 10' }).fill('28/02/2026')
  await page.keyboard.press('Enter')
  await expect(chip(page, '0 bloquée')).toBeVisible()
  await expect(chip(page, '17 prêtes')).toBeVisible()

  await chip(page, 'Toutes 20').click()
  await page.locator('[data-at]', { hasText: 'Société 2' }).first().focus()
  await page.keyboard.press('x')
  await expect(chip(page, '1 ignorée')).toBeVisible()
  await expect(chip(page, '16 prêtes')).toBeVisible()
  await shot(page, '5-corrected')

  await page.getByRole('button', { name: 'Voir le récapitulatif' }).click()
  await step(page, 'recap')
  await expect(page.getByRole('row', { name: 'Sociétés 19 0 0' })).toBeVisible()
  await expect(page.getByRole('row', { name: 'Adresses 19 0 0' })).toBeVisible()
  await expect(page.getByRole('row', { name: 'Contacts 19 0 0' })).toBeVisible()
  await expect(page.getByText('20 lignes lues')).toBeVisible()
  await expect(page.getByText('Aucune ligne ne retrouve de société existante.')).toBeVisible()
  await expectNoAccessibilityFault(page)
  await shot(page, '6-recap')

  await page.getByRole('button', { name: 'Importer 19 sociétés' }).click()
  await step(page, 'result')
  await expect(page.getByRole('heading', { name: 'Import terminé' })).toBeVisible()
  await expect(page.getByText('19 sociétés créées')).toBeVisible()
  await expectNoAccessibilityFault(page)
  await shot(page, '7-result')

  await page.getByRole('link', { name: 'Voir les sociétés' }).click()
  await expect(page.getByText('19 sociétés')).toBeVisible()
  await page.getByRole('link', { name: 'Société 3', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Société 3' })).toBeVisible()

  await page.getByRole('link', { name: 'Imports', exact: true }).first().click()
  await expect(page.getByRole('listitem').getByText('Importé', { exact: true })).toBeVisible()
  await expectNoAccessibilityFault(page)
  await shot(page, '8-list')
  await page.getByRole('link', { name: 'clients-nov.csv' }).click()
  await page.getByRole('button', { name: 'Annuler cet import…' }).click()
  await page.getByRole('button', { name: /^Annuler sur/ }).click()
  await expect(page.getByText(/Le lot \d+ a été annulé/)).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Fermer' }).last().click()
  await expect(page.getByRole('heading', { name: 'Import annulé' })).toBeVisible()
  await page.goto('/companies')
  await expect(page.getByText('Aucune société pour l’instant')).toBeVisible()
})

test('the fields are mapped at the keyboard: target, key, policy', async ({ page }) => {
  await signIn(page)
  await upload(page, fileOf({}))
  await page.getByRole('button', { name: 'Associer les champs' }).press('Enter')
  await step(page, 'fields')

  const target = page.getByRole('combobox', { name: 'Champ de la colonne Remarque perso' })
  await target.focus()
  await page.keyboard.type('commentaires')
  await page.keyboard.press('Enter')
  await expect(target).toHaveValue('Commentaires')
  await expect(page.getByText('11 colonnes importées')).toBeVisible()

  // A target feeds one column: taking it frees the other.
  const other = page.getByRole('combobox', { name: 'Champ de la colonne Numéro de TVA' })
  await other.focus()
  await page.keyboard.type('commentaires')
  await expect(page.getByText('déjà : Remarque perso')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(target).toHaveValue('Ne pas importer')
  await other.focus()
  await page.keyboard.type('tva')
  await page.keyboard.press('Enter')

  const key = page.getByRole('button', { name: 'Champ-clé : Ville' })
  await key.focus()
  await page.keyboard.press('Space')
  await expect(key).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByText('Clés 2/8')).toBeVisible()
  await page.keyboard.press('Space')

  const policy = page.getByRole('combobox', { name: 'Mise à jour de Dernière visite' })
  await policy.focus()
  await policy.selectOption('Écraser si plus grand')
  await expect(page.getByText('Brouillon enregistré')).toBeVisible()
  await page.reload()
  await expect(policy).toHaveValue('greater')
  await expect(page.getByRole('combobox', { name: 'Mise à jour de Nom du client' })).not.toContainText('plus grand')

  await page.getByRole('button', { name: 'Champ-clé : Code client' }).press('Space')
  await expect(page.getByText('Choisissez au moins un champ-clé')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Contrôler 20 lignes' })).toBeDisabled()
  await page.getByRole('button', { name: 'Utiliser Code client' }).press('Enter')
  await page.getByRole('button', { name: 'Contrôler 20 lignes' }).press('Enter')
  await step(page, 'check')
  await expect(page.getByText('Aucun problème')).toBeVisible()
  await expectNoAccessibilityFault(page)
})

test('a base that moved since the check is told before anything is written', async ({ page }) => {
  await signIn(page)
  await upload(page, fileOf({}))
  await toCheck(page)
  await page.getByRole('button', { name: 'Voir le récapitulatif' }).click()
  await step(page, 'recap')
  await expect(page.getByRole('button', { name: 'Importer 20 sociétés' })).toBeVisible()
  const created = await page.request.post('/api/v1/records/company', {
    data: { values: { code: 'C0001', name: 'Ancien nom' } },
  })
  expect(created.ok()).toBe(true)
  await page.getByRole('button', { name: 'Importer 20 sociétés' }).click()
  await expect(page.getByText('La base a changé depuis le contrôle')).toBeVisible()
  await expect(page.getByText('avant : 20').first()).toBeVisible()
  await expect(page.getByText('Ancien nom').or(page.getByText('1 ligne retrouve')).first()).toBeVisible()
  await expectNoAccessibilityFault(page)
  await shot(page, '9-moved')
  await page.getByRole('button', { name: 'Importer 20 sociétés' }).click()
  await expect(page.getByRole('heading', { name: 'Import terminé' })).toBeVisible()
  await expect(page.getByText('19 sociétés créées')).toBeVisible()
})

test('update with deletion shows what goes and asks for the number', async ({ page }) => {
  await signIn(page)
  const { buffer, ...file } = fileOf({})
  const lines = buffer.toString().trimEnd().split('\r\n')
  await page.goto('/imports/new')
  await uploadFile(page, { ...file, buffer: Buffer.from(lines.slice(0, 19).join('\r\n')) })
  await expect(page.getByText('18 lignes')).toBeVisible()
  await page.getByRole('radio', { name: /Mettre à jour avec suppression/ }).click()
  await expect(page.getByText('Sociétés qui peuvent être supprimées')).toBeVisible()
  await expectNoAccessibilityFault(page)
  await page.getByRole('button', { name: 'Associer les champs' }).click()
  await step(page, 'fields')
  await page.getByRole('button', { name: 'Contrôler 18 lignes' }).click()
  await step(page, 'check')
  await page.getByRole('button', { name: 'Voir le récapitulatif' }).click()
  await step(page, 'recap')
  await expect(page.getByRole('heading', { name: '2 sociétés seront supprimées' })).toBeVisible()
  const act = page.getByRole('button', { name: 'Supprimer 2 sociétés' })
  await expect(act).toBeDisabled()
  await page.getByRole('link', { name: 'Voir leur liste' }).click()
  await expect(page.getByText('Société 20', { exact: true }).first()).toBeVisible()
  await expectNoAccessibilityFault(page)
  await shot(page, '10-deletion')
  await page.getByLabel('Pour confirmer, tapez 2').fill('3')
  await expect(act).toBeDisabled()
  await page.getByLabel('Pour confirmer, tapez 2').fill('2')
  await act.click()
  await expect(page.getByText('E-mail ou mot de passe incorrect.')).toBeVisible()
  await page.getByLabel('Votre mot de passe').fill(administrator.password)
  await act.click()
  await expect(page.getByText('2 sociétés supprimées')).toBeVisible()
})

test('on a phone every step stands in the width', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page)
  const expectNoOverflow = async (name: string) => {
    await shot(page, `phone-${name}`)
    expect(await overflow(page)).toBe(0)
    await expectNoAccessibilityFault(page)
  }
  await upload(page, faulty)
  await expectNoOverflow('file')
  await page.getByRole('button', { name: 'Associer les champs' }).click()
  await step(page, 'fields')
  await expectNoOverflow('fields')
  await page.getByRole('button', { name: 'Contrôler 20 lignes' }).click()
  await step(page, 'check')
  await expect(chip(page, '6 bloquées')).toBeVisible()
  await expectNoOverflow('check')
  await page.getByRole('button', { name: /sans les 6 bloquées/ }).click()
  await step(page, 'recap')
  await expectNoOverflow('recap')
})

test('a draft is taken up where it was left, and deleted', async ({ page }) => {
  await signIn(page)
  await page.goto('/imports')
  const drafts = page.getByRole('listitem').filter({ hasText: 'Contrôlé' })
  await drafts.first().getByRole('link', { name: 'clients-nov.csv' }).click()
  await step(page, 'check')
  await expect(chip(page, '6 bloquées')).toBeVisible()
  await page.getByRole('button', { name: /^Actions sur l’import/ }).click()
  await page.getByRole('menuitem', { name: 'Supprimer le brouillon' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectNoAccessibilityFault(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Supprimer le brouillon' }).click()
  await expect(page).toHaveURL(/\/imports$/)
  await expect(page.getByText('Brouillon supprimé.')).toBeVisible()
})
