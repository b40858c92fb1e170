const words = (text: string): readonly string[] => text.split(/,\s*/)

/** A trade: its industry and NAF code, words that name it, how common it is, how much one employee turns over. */
export type Trade = { industry: string; naf: string; words: readonly string[]; weight: number; revenue: number }

const trade = (line: string): Trade => {
  const [industry = '', naf = '', named = '', weight = '', revenue = ''] = line.split('|')
  return { industry, naf, words: named.split('/'), weight: Number(weight), revenue: Number(revenue) }
}

export const trades: readonly Trade[] = [
  'agriculture|10.71C|Boulangerie/Biscuiterie/Fournil|3|70000',
  'agriculture|10.13A|Charcuterie/Salaisons/Conserverie|2|190000',
  'agriculture|01.21Z|Domaine/Vignobles/Cave|3|120000',
  'agriculture|46.21Z|Négoce agricole/Semences/Grains|2|420000',
  'industry|25.62B|Mécanique/Usinage/Tournage|5|110000',
  'industry|25.11Z|Charpentes métalliques/Métallerie/Chaudronnerie|4|120000',
  'industry|22.29A|Plastiques/Plasturgie/Injection|3|150000',
  'industry|18.12Z|Imprimerie/Impression/Arts graphiques|3|110000',
  'industry|31.09B|Ébénisterie/Ameublement/Agencement|3|100000',
  'industry|28.99B|Machines spéciales/Automatismes/Convoyage|3|160000',
  'industry|13.92Z|Textiles/Confection/Toiles|2|90000',
  'industry|20.42Z|Cosmétiques/Laboratoires/Savonnerie|2|210000',
  'energy|35.11Z|Énergies/Solaire/Photovoltaïque|2|260000',
  'energy|38.11Z|Recyclage/Environnement/Valorisation|2|140000',
  'construction|43.21A|Électricité/Élec/Courants forts|7|105000',
  'construction|43.22A|Plomberie/Chauffage/Sanitaire|7|100000',
  'construction|43.32A|Menuiserie/Menuiseries/Fermetures|6|105000',
  'construction|41.20B|Construction/Bâtiment/Maçonnerie|7|130000',
  'construction|43.91B|Couverture/Toitures/Zinguerie|4|95000',
  'construction|42.11Z|Travaux publics/Terrassement/Voirie|3|170000',
  'retail|46.69B|Équipement/Fournitures industrielles/Outillage|5|310000',
  'retail|47.11F|Distribution/Primeurs/Marché|4|230000',
  'retail|45.11Z|Automobiles/Auto/Garage|5|280000',
  'retail|46.73A|Matériaux/Bois et dérivés/Négoce|3|320000',
  'transport|49.41A|Transports/Fret/Messagerie|6|120000',
  'transport|52.10B|Logistique/Entrepôts/Stockage|3|110000',
  'hospitality|56.10A|Restauration/Brasserie/Traiteur|6|70000',
  'hospitality|55.10Z|Hôtel/Hôtellerie/Résidences|3|85000',
  'it|62.02A|Informatique/Conseil/Systèmes|6|110000',
  'it|62.01Z|Logiciels/Solutions/Digital|5|105000',
  'it|61.10Z|Télécoms/Réseaux/Fibre|2|160000',
  'media|73.11Z|Communication/Publicité/Agence|3|120000',
  'finance|66.22Z|Assurances/Courtage/Patrimoine|4|140000',
  'real-estate|68.31Z|Immobilier/Foncière/Gestion|4|110000',
  'services|69.20Z|Expertise comptable/Audit/Fiduciaire|5|95000',
  'services|71.12B|Ingénierie/Études/Bureau d’études|5|105000',
  'services|81.21Z|Propreté/Nettoyage/Services|4|38000',
  'services|78.20Z|Intérim/Emploi/Recrutement|3|150000',
  'services|80.10Z|Sécurité/Gardiennage/Protection|2|42000',
  'health|86.90B|Laboratoire/Biologie/Analyses|3|120000',
  'health|32.50A|Orthopédie/Médical/Dentaire|2|110000',
  'education|85.59A|Formation/Institut/École|4|80000',
  'associations|94.99Z|Association/Fédération/Comité|2|45000',
].map(trade)

/** Made-up names are a beginning and an end. */
export const beginnings = words(
  `Nova, Alti, Soli, Méca, Aqua, Orbi, Véni, Cala, Tri, Lumi, Armo, Ligé, Océ, Céri, Syna, Exa, Prima, Dyna, Écla,
Ferro, Hélio, Inno, Kali, Maro, Péri, Sara, Téra, Uni, Vala, Zéni, Arti, Béla, Cobal, Domi, Élan, Floré, Granit, Iso`,
)
export const endings = words(
  `tec, lis, méca, log, form, sys, pack, bois, med, plast, dis, nor, val, ris, tis, ra, xia, dia, gie, mat, lux, pro, tel,
vert, cap, lia, stal, fib, dor, nov, trans, oria`,
)
export const places = words(
  `de l’Ouest, du Nord, de l’Est, du Midi, Atlantique, Armoricaine, de Loire, du Rhône, des Alpes, Provençale, Occitane,
de Picardie, du Littoral, du Val, du Centre, des Deux Rives, du Vieux Port, de la Vallée, des Trois Moulins, du Bocage`,
)
export const families = words('& Fils, Frères, et Associés, Père et Fils, & Cie, Sœurs')

export const environmentTags = words(
  'sap, sage, cegid, dynamics, odoo, aws, azure, gcp, ovh, java, dotnet, php, python, javascript, postgresql, oracle, sql-server, windows, linux, as400',
)

export const remarks = words(
  `Demande une remise de fin d’année., Livraison le matin seulement., Préfère être contacté par e-mail., Client depuis la reprise du fonds.,
Facturation au siège., Portail fermé le vendredi après-midi., Appeler avant toute visite., Renouvellement du contrat au printemps.`,
)
