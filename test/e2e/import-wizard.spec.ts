/** The parts of the import wizard that a plain file does not show: sheets, unclear dates, values, saved mappings, duplicates, contacts. */
import { inlineRows, xlsxOf } from '../factories/workbook.ts'
import { looking, step, upload } from './import-steps.ts'
import { expect, test } from './server.ts'
import { setUp, signInByApi } from './steps.ts'

test.describe.configure({ mode: 'serial' })
test.use({ viewport: { width: 1440, height: 900 }, story: 'import-wizard' })

const look = looking('import-wizard')

/** Companies under two lines of preamble, their contacts on a second sheet, a hidden sheet beside. */
const workbook = () =>
  xlsxOf({
    sheets: [
      { name: 'Notes', attributes: 'state="hidden"', rows: inlineRows([['Rien à importer ici']]) },
      {
        name: 'Sociétés',
        rows: inlineRows([
          ['Clients au printemps'],
          [],
          ['Code client', 'Nom', 'Statut', 'Secteur d’activité', 'Dernière visite', 'Ville'],
          ['W1', 'Aprool', 'VIP', 'Aquaculture', '03/02/2026', 'Nantes'],
          ['W2', 'Blou', 'VIP', 'Aquaculture', '05/06/2026', 'Rezé'],
          ['W3', 'Cordage', 'Client', '', '', 'Brest'],
        ]),
      },
      {
        name: 'Contacts',
        rows: inlineRows([
          ['Code client', 'Prénom', 'Nom', 'E-mail 1'],
          ['W1', 'Inès', 'LEROY', 'ines@aprool.example'],
          ['W2', 'Paul', 'MARTIN', 'paul@blou.example'],
        ]),
      },
    ],
  })

test('sheets of a workbook are joined; unclear dates are asked, unknown values mapped or created, the mapping saved', async ({
  page,
}) => {
  await setUp(page)
  await page.goto('/imports/new')
  await upload(page, 'printemps.xlsx', await workbook())
  await expect(page.getByText('5 lignes')).toBeVisible()
  const sheets = page.getByRole('combobox', { name: 'Feuilles à lire' })
  await expect(sheets).toBeVisible()
  await expect(page.getByText('Aperçu de la feuille')).toBeVisible()
  await expect(
    page.getByRole('spinbutton', { name: 'Ligne des titres' }).or(page.getByLabel('Ligne des titres')).first(),
  ).toHaveValue('3')
  await expect(page.getByRole('cell', { name: 'Aprool' })).toBeVisible()
  await look(page, '1-sheets')

  await page.getByRole('button', { name: 'Associer les champs' }).click()
  await step(page, 'fields')
  await expect(page.getByText('Dites dans quel ordre sont écrites les dates de « Dernière visite ».')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Contrôler 5 lignes' })).toBeDisabled()
  await look(page, '2-asked')
  await page.getByRole('combobox', { name: 'Ordre des dates de Dernière visite' }).selectOption('dmy')
  await expect(page.getByRole('button', { name: 'Contrôler 5 lignes' })).toBeEnabled()
  await expect(page.getByText('Test des clés sur tout le fichier')).toBeVisible()
  await expect(page.getByText(/n’en retrouve(nt)? aucune/)).toBeVisible()

  await page.getByRole('button', { name: 'Valeurs de Statut : 1 inconnue' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.getByRole('combobox', { name: 'Lire « VIP » comme' }).click()
  await page.getByRole('option', { name: 'Client', exact: true }).click()
  await look(page, '3-values', '[role=dialog]')
  await page.getByRole('dialog').getByRole('button', { name: 'Fermer' }).last().click()
  await page.getByRole('button', { name: 'Valeurs de Secteur d’activité : 1 inconnue' }).click()
  await page.getByRole('button', { name: 'Créer la valeur « Aquaculture »' }).click()
  await expect(page.getByText('Toutes sont connues.')).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Fermer' }).last().click()

  await page.getByRole('button', { name: 'Mappages enregistrés' }).click()
  await page.getByRole('menuitem', { name: 'Enregistrer ce mappage…' }).click()
  await page.getByRole('dialog').getByLabel('Nom').fill('Printemps')
  await page.getByLabel('Le partager avec tous ceux qui importent').check()
  await look(page, '4-save-mapping', '[role=dialog]')
  await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click()
  await expect(page.getByText('Mappage « Printemps » enregistré.')).toBeVisible()
  await look(page, '5-fields')

  await page.getByRole('button', { name: 'Contrôler 5 lignes' }).click()
  await step(page, 'check')
  await page.getByRole('button', { name: /Voir le récapitulatif/ }).click()
  await step(page, 'recap')
  await page.getByRole('button', { name: 'Importer 3 sociétés' }).click()
  await expect(page.getByRole('heading', { name: 'Import terminé' })).toBeVisible()
})

test('the next file takes the saved mapping up; the recap filters by field; a likely duplicate is updated instead', async ({
  page,
}) => {
  await signInByApi(page)
  await page.goto('/imports/new')
  const second = await xlsxOf({
    sheets: [
      {
        name: 'Sociétés',
        rows: inlineRows([
          [
            'Code client',
            'Nom',
            'Statut',
            'Secteur d’activité',
            'Dernière visite',
            'Ville',
            'Numéro de TVA',
            'Téléphone',
          ],
          ['W1', 'Aprool', 'VIP', 'Aquaculture', '04/02/2026', 'Vertou', 'FR40303265045', '02 61 91 00 01'],
          ['W2', 'Blou SAS', 'VIP', 'Aquaculture', '05/06/2026', 'Rezé', '', ''],
        ]),
      },
    ],
  })
  await upload(page, 'suite.xlsx', second)
  await page.getByRole('button', { name: 'Associer les champs' }).click()
  await step(page, 'fields')
  await page.getByRole('button', { name: /^Mappage/ }).click()
  await page.getByRole('menuitem', { name: 'Printemps' }).click()
  await expect(page.getByText('Colonnes attribuées comme dans « Printemps ».')).toBeVisible()
  await page.getByRole('button', { name: /^Mappage.*Printemps/ }).click()
  await page.getByRole('menuitem', { name: 'Gérer les mappages…' }).click()
  await expect(page.getByRole('dialog')).toContainText('Printemps')
  await look(page, '6-mappings', '[role=dialog]')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Contrôler 2 lignes' }).click()
  await step(page, 'check')
  await page.getByRole('button', { name: /Voir le récapitulatif/ }).click()
  await step(page, 'recap')
  const field = page.getByRole('combobox', { name: 'Champ modifié' })
  await field.selectOption({ label: 'Dernière visite (1)' })
  await expect(page.getByText('04/02/2026')).toBeVisible()
  await expect(page.getByText('Blou SAS')).toHaveCount(0)
  await expect(page).toHaveURL(/field=lastVisit/)
  await look(page, '7-recap')
  await page.getByRole('button', { name: 'Société', exact: true }).click()
  await expect(page.getByText('Blou SAS').first()).toBeVisible()
  await page.getByRole('button', { name: 'Importer 2 sociétés' }).click()
  await expect(page.getByRole('heading', { name: 'Import terminé' })).toBeVisible()

  await page.goto('/imports/new')
  await upload(
    page,
    'doublons.csv',
    'Code client;Nom;Numéro de TVA\nNEUF;Aprool Nantes;FR40303265045\nAUTRE;Tout neuf;\n',
  )
  await page.getByRole('button', { name: 'Associer les champs' }).click()
  await step(page, 'fields')
  await page.getByRole('button', { name: 'Contrôler 2 lignes' }).click()
  await step(page, 'check')
  await page.getByRole('button', { name: '1 à vérifier', exact: true }).click()
  await look(page, '8-duplicate')
  await page
    .getByRole('button', { name: /^Mettre à jour Aprool/ })
    .first()
    .click()
  await expect(page.getByText('La ligne 2 mettra à jour la fiche existante.')).toBeVisible()
  await page.getByRole('button', { name: /Voir le récapitulatif/ }).click()
  await step(page, 'recap')
  await expect(page.getByRole('row', { name: 'Sociétés 1 1 0' })).toBeVisible()
})
