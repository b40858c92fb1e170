/** A commune of France: weight is its population in thousands, roughly. */
export type Commune = { postalCode: string; city: string; weight: number; region: string }

/** Postal code, name and population in thousands, by sales region (the code of the supplied list). */
const byRegion: Record<string, string> = {
  'ile-de-france': `75001 Paris 160, 75002 Paris 200, 75003 Paris 140, 75008 Paris 420, 75009 Paris 330, 75010 Paris 180,
    75011 Paris 240, 75012 Paris 160, 75013 Paris 180, 75014 Paris 140, 75015 Paris 220, 75016 Paris 230, 75017 Paris 250,
    75018 Paris 150, 75019 Paris 130, 75020 Paris 130, 92100 Boulogne-Billancourt 120, 92200 Neuilly-sur-Seine 60,
    92300 Levallois-Perret 66, 92400 Courbevoie 82, 92800 Puteaux 45, 92000 Nanterre 97, 92130 Issy-les-Moulineaux 68,
    92150 Suresnes 49, 92500 Rueil-Malmaison 79, 92110 Clichy 63, 92120 Montrouge 50, 92160 Antony 64, 92350 Le Plessis-Robinson 30,
    93200 Saint-Denis 113, 93100 Montreuil 111, 93500 Pantin 60, 93400 Saint-Ouen-sur-Seine 53, 93160 Noisy-le-Grand 68,
    93300 Aubervilliers 90, 93600 Aulnay-sous-Bois 87, 93420 Villepinte 37, 93290 Tremblay-en-France 37, 94000 Créteil 92,
    94200 Ivry-sur-Seine 64, 94400 Vitry-sur-Seine 96, 94300 Vincennes 49, 94120 Fontenay-sous-Bois 53, 94150 Rungis 18,
    94110 Arcueil 22, 94800 Villejuif 58, 78000 Versailles 85, 78140 Vélizy-Villacoublay 23, 78280 Guyancourt 29,
    78180 Montigny-le-Bretonneux 33, 78100 Saint-Germain-en-Laye 45, 78300 Poissy 39, 78200 Mantes-la-Jolie 45,
    91000 Évry-Courcouronnes 67, 91300 Massy 50, 91400 Orsay 17, 91120 Palaiseau 36, 91940 Les Ulis 25, 91100 Corbeil-Essonnes 53,
    77000 Melun 41, 77100 Meaux 56, 77600 Bussy-Saint-Georges 28, 77700 Serris 9, 77300 Fontainebleau 15, 77200 Torcy 23,
    95000 Cergy 67, 95100 Argenteuil 111, 95700 Roissy-en-France 12, 95300 Pontoise 32, 95200 Sarcelles 59`,
  'hauts-de-france': `59000 Lille 236, 59100 Roubaix 98, 59200 Tourcoing 99, 59650 Villeneuve-d’Ascq 62, 59140 Dunkerque 86,
    59300 Valenciennes 43, 59500 Douai 40, 59400 Cambrai 32, 59700 Marcq-en-Barœul 38, 59113 Seclin 13, 59810 Lesquin 9,
    59160 Lomme 28, 59600 Maubeuge 29, 59190 Hazebrouck 21, 62000 Arras 42, 62100 Calais 67, 62200 Boulogne-sur-Mer 40,
    62300 Lens 32, 62400 Béthune 25, 62500 Saint-Omer 15, 62800 Liévin 30, 80000 Amiens 134, 80100 Abbeville 22, 80200 Péronne 8,
    60000 Beauvais 56, 60100 Creil 36, 60200 Compiègne 40, 60300 Senlis 16, 02000 Laon 24, 02100 Saint-Quentin 53, 02200 Soissons 28`,
  normandie: `76000 Rouen 114, 76600 Le Havre 166, 76200 Dieppe 28, 76300 Sotteville-lès-Rouen 29, 76400 Fécamp 18, 76800 Saint-Étienne-du-Rouvray 29,
    14000 Caen 108, 14100 Lisieux 20, 14200 Hérouville-Saint-Clair 23, 14400 Bayeux 13, 50100 Cherbourg-en-Cotentin 78,
    50000 Saint-Lô 19, 50300 Avranches 10, 50400 Granville 13, 61000 Alençon 25, 61200 Argentan 13, 61100 Flers 14,
    27000 Évreux 47, 27200 Vernon 24, 27400 Louviers 18, 27500 Pont-Audemer 10`,
  'grand-est': `67000 Strasbourg 291, 67300 Schiltigheim 34, 67400 Illkirch-Graffenstaden 27, 67500 Haguenau 35, 67600 Sélestat 19,
    67700 Saverne 11, 68000 Colmar 68, 68100 Mulhouse 108, 68300 Saint-Louis 22, 57000 Metz 120, 57100 Thionville 42,
    57600 Forbach 21, 57200 Sarreguemines 21, 54000 Nancy 105, 54500 Vandœuvre-lès-Nancy 30, 54300 Lunéville 18, 54200 Toul 16,
    88000 Épinal 32, 88100 Saint-Dié-des-Vosges 19, 55000 Bar-le-Duc 15, 55100 Verdun 17, 51100 Reims 180, 51000 Châlons-en-Champagne 44,
    51200 Épernay 22, 10000 Troyes 62, 10100 Romilly-sur-Seine 14, 52000 Chaumont 21, 52100 Saint-Dizier 23, 08000 Charleville-Mézières 46, 08200 Sedan 16`,
  'bourgogne-franche-comte': `21000 Dijon 159, 21200 Beaune 20, 21300 Chenôve 14, 25000 Besançon 119, 25200 Montbéliard 25, 25300 Pontarlier 17,
    71000 Mâcon 34, 71100 Chalon-sur-Saône 45, 71200 Le Creusot 21, 89000 Auxerre 35, 89100 Sens 27, 58000 Nevers 32,
    70000 Vesoul 15, 90000 Belfort 46, 39000 Lons-le-Saunier 17, 39100 Dole 24, 39200 Saint-Claude 9`,
  bretagne: `35000 Rennes 222, 35400 Saint-Malo 47, 35300 Fougères 20, 35500 Vitré 19, 35510 Cesson-Sévigné 17, 35170 Bruz 18,
    35600 Redon 9, 29200 Brest 140, 29000 Quimper 64, 29600 Morlaix 15, 29900 Concarneau 20, 29300 Quimperlé 12, 29800 Landerneau 16,
    56000 Vannes 54, 56100 Lorient 57, 56300 Pontivy 15, 56400 Auray 14, 56800 Ploërmel 10, 22000 Saint-Brieuc 44, 22300 Lannion 20,
    22100 Dinan 14, 22200 Guingamp 7, 22600 Loudéac 9`,
  'pays-de-la-loire': `44000 Nantes 200, 44100 Nantes 60, 44200 Nantes 60, 44300 Nantes 70, 44400 Rezé 42, 44600 Saint-Nazaire 72,
    44800 Saint-Herblain 48, 44700 Orvault 27, 44120 Vertou 25, 44470 Carquefou 20, 44500 La Baule-Escoublac 16, 44150 Ancenis-Saint-Géréon 11,
    44110 Châteaubriant 12, 49000 Angers 100, 49100 Angers 57, 49300 Cholet 54, 49400 Saumur 27, 72000 Le Mans 120, 72100 Le Mans 25,
    72200 La Flèche 15, 72300 Sablé-sur-Sarthe 12, 53000 Laval 50, 53100 Mayenne 13, 53200 Château-Gontier-sur-Mayenne 17,
    85000 La Roche-sur-Yon 55, 85100 Les Sables-d’Olonne 45, 85300 Challans 22, 85500 Les Herbiers 16, 85600 Montaigu-Vendée 21, 85200 Fontenay-le-Comte 13`,
  'centre-val-de-loire': `45000 Orléans 117, 45100 Orléans 30, 45200 Montargis 15, 45140 Saint-Jean-de-la-Ruelle 17, 45160 Olivet 22, 37000 Tours 100,
    37100 Tours 37, 37300 Joué-lès-Tours 38, 37400 Amboise 13, 37500 Chinon 8, 41000 Blois 46, 41100 Vendôme 16, 41200 Romorantin-Lanthenay 18,
    28000 Chartres 38, 28100 Dreux 31, 28200 Châteaudun 13, 18000 Bourges 64, 18100 Vierzon 26, 36000 Châteauroux 43, 36100 Issoudun 11`,
  'nouvelle-aquitaine': `33000 Bordeaux 170, 33100 Bordeaux 40, 33200 Bordeaux 50, 33300 Bordeaux 30, 33700 Mérignac 74, 33600 Pessac 65,
    33400 Talence 45, 33500 Libourne 25, 33260 La Teste-de-Buch 26, 33170 Gradignan 26, 64000 Pau 77, 64100 Bayonne 53, 64200 Biarritz 26,
    64600 Anglet 39, 64300 Orthez 10, 40000 Mont-de-Marsan 30, 40100 Dax 21, 47000 Agen 33, 47200 Marmande 17, 47300 Villeneuve-sur-Lot 22,
    24000 Périgueux 30, 24100 Bergerac 27, 24200 Sarlat-la-Canéda 9, 87000 Limoges 100, 87280 Limoges 30, 19100 Brive-la-Gaillarde 46,
    19000 Tulle 14, 23000 Guéret 13, 86000 Poitiers 89, 86100 Châtellerault 31, 79000 Niort 59, 79300 Bressuire 20, 17000 La Rochelle 78,
    17100 Saintes 25, 17300 Rochefort 24, 17200 Royan 19, 16000 Angoulême 41, 16100 Cognac 19`,
  occitanie: `31000 Toulouse 200, 31100 Toulouse 80, 31200 Toulouse 70, 31300 Toulouse 60, 31400 Toulouse 70, 31500 Toulouse 40, 31700 Blagnac 25,
    31770 Colomiers 39, 31670 Labège 5, 31600 Muret 25, 31800 Saint-Gaudens 11, 34000 Montpellier 150, 34070 Montpellier 60, 34090 Montpellier 60,
    34500 Béziers 79, 34200 Sète 44, 34970 Lattes 17, 34400 Lunel 26, 30000 Nîmes 120, 30900 Nîmes 30, 30100 Alès 43, 30200 Bagnols-sur-Cèze 18,
    66000 Perpignan 119, 66100 Perpignan 20, 11000 Carcassonne 46, 11100 Narbonne 56, 81000 Albi 49, 81100 Castres 42, 82000 Montauban 61,
    82200 Moissac 13, 12000 Rodez 24, 12100 Millau 22, 65000 Tarbes 43, 65100 Lourdes 13, 46000 Cahors 20, 46100 Figeac 10, 32000 Auch 22,
    09000 Foix 10, 09100 Pamiers 16, 48000 Mende 12`,
  'auvergne-rhone-alpes': `69001 Lyon 30, 69002 Lyon 70, 69003 Lyon 130, 69006 Lyon 70, 69007 Lyon 100, 69008 Lyon 70, 69009 Lyon 70, 69100 Villeurbanne 155,
    69200 Vénissieux 66, 69800 Saint-Priest 47, 69500 Bron 42, 69400 Villefranche-sur-Saône 37, 69300 Caluire-et-Cuire 43, 69130 Écully 19,
    69760 Limonest 4, 69680 Chassieu 10, 38000 Grenoble 158, 38400 Saint-Martin-d’Hères 38, 38130 Échirolles 37, 38200 Vienne 30, 38300 Bourgoin-Jallieu 29,
    38240 Meylan 18, 38500 Voiron 20, 42000 Saint-Étienne 140, 42100 Saint-Étienne 35, 42300 Roanne 35, 42400 Saint-Chamond 35, 42600 Montbrison 16,
    63000 Clermont-Ferrand 147, 63100 Clermont-Ferrand 20, 63200 Riom 19, 63500 Issoire 15, 63300 Thiers 12, 73000 Chambéry 59, 73100 Aix-les-Bains 31,
    73200 Albertville 19, 74000 Annecy 131, 74100 Annemasse 36, 74300 Cluses 17, 74200 Thonon-les-Bains 36, 01000 Bourg-en-Bresse 42, 01100 Oyonnax 22,
    01500 Ambérieu-en-Bugey 14, 26000 Valence 64, 26100 Romans-sur-Isère 33, 26200 Montélimar 40, 07000 Privas 8, 07100 Annonay 17, 07200 Aubenas 12,
    03000 Moulins 20, 03100 Montluçon 34, 03200 Vichy 25, 15000 Aurillac 26, 43000 Le Puy-en-Velay 19`,
  paca: `13001 Marseille 80, 13002 Marseille 70, 13003 Marseille 50, 13005 Marseille 50, 13006 Marseille 80, 13008 Marseille 120, 13009 Marseille 70,
    13010 Marseille 60, 13011 Marseille 70, 13013 Marseille 60, 13014 Marseille 50, 13015 Marseille 60, 13100 Aix-en-Provence 100,
    13290 Aix-en-Provence 45, 13400 Aubagne 47, 13500 Martigues 48, 13127 Vitrolles 36, 13200 Arles 50, 13300 Salon-de-Provence 45,
    13600 La Ciotat 35, 06000 Nice 200, 06200 Nice 90, 06300 Nice 50, 06400 Cannes 74, 06600 Antibes 73, 06130 Grasse 48, 06560 Valbonne 13,
    06800 Cagnes-sur-Mer 51, 06500 Menton 30, 83000 Toulon 176, 83100 Toulon 30, 83400 Hyères 55, 83500 La Seyne-sur-Mer 62, 83300 Draguignan 39,
    83600 Fréjus 54, 83700 Saint-Raphaël 35, 84000 Avignon 91, 84200 Carpentras 29, 84300 Cavaillon 26, 84100 Orange 29,
    05000 Gap 40, 04000 Digne-les-Bains 16, 04100 Manosque 22`,
  corse: `20000 Ajaccio 71, 20200 Bastia 48, 20137 Porto-Vecchio 12, 20250 Corte 7, 20260 Calvi 6`,
  'outre-mer': `97200 Fort-de-France 76, 97232 Le Lamentin 40, 97110 Pointe-à-Pitre 15, 97122 Baie-Mahault 31, 97139 Les Abymes 53,
    97300 Cayenne 63, 97400 Saint-Denis 153, 97410 Saint-Pierre 84, 97420 Le Port 33, 97460 Saint-Paul 104`,
}

/** Some 400 communes with one or more of their postal codes each. */
export const communes: readonly Commune[] = Object.entries(byRegion).flatMap(([region, list]) =>
  list.split(',').map((entry) => {
    const [, postalCode = '', city = '', weight] = /^\s*(\d{5}) (.+) (\d+)\s*$/.exec(entry) ?? []
    return { postalCode, city, weight: Number(weight), region }
  }),
)

type PhoneArea = '01' | '02' | '03' | '04' | '05'

/** The area of its landline numbers, as ARCEP parts the country. */
export function phoneArea({ postalCode }: Commune): PhoneArea {
  const department = Number(postalCode.slice(0, 2))
  return areas.find(({ departments }) => departments.includes(department))?.area ?? '01'
}

const areas: readonly { area: PhoneArea; departments: readonly number[] }[] = [
  { area: '01', departments: [75, 77, 78, 91, 92, 93, 94, 95] },
  { area: '02', departments: [14, 18, 22, 27, 28, 29, 35, 36, 37, 41, 44, 45, 49, 50, 53, 56, 61, 72, 76, 85, 97] },
  {
    area: '03',
    departments: [2, 8, 10, 21, 25, 39, 51, 52, 54, 55, 57, 58, 59, 60, 62, 67, 68, 70, 71, 80, 88, 89, 90],
  },
  {
    area: '04',
    departments: [1, 3, 4, 5, 6, 7, 11, 13, 15, 20, 26, 30, 34, 38, 42, 43, 48, 63, 66, 69, 73, 74, 83, 84],
  },
  { area: '05', departments: [9, 12, 16, 17, 19, 23, 24, 31, 32, 33, 40, 46, 47, 64, 65, 79, 81, 82, 86, 87] },
]
