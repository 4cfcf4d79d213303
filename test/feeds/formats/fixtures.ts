/** One small document of each format, written for the tests: invented places, people and figures. */

const candidate = (
  first: string,
  last: string,
  party: string,
  id: string,
  voteCount: number,
  more: object = {},
) => ({
  first,
  last,
  party,
  candidateID: `c${id}`,
  polID: id,
  ballotOrder: 1,
  voteCount,
  ...more,
});

const unit = (
  level: string,
  votes: readonly [number, number, number],
  more: object = {},
  winner: object = {},
) => ({
  statePostal: 'MA',
  level,
  lastUpdated: '2032-11-03T02:10:00Z',
  precinctsReporting: 40,
  precinctsTotal: 50,
  candidates: [
    candidate('Ada', 'North', 'Dem', '11', votes[0], winner),
    candidate('Ben', 'South', 'GOP', '22', votes[1]),
    candidate('Cy', 'East', 'Lib', '33', votes[2]),
  ],
  ...more,
});

const town = (name: string, id: string, votes: readonly [number, number, number]) =>
  unit('subunit', votes, { reportingunitName: name, reportingunitID: id, fipsCode: '25001' });

export const apV2 = {
  electionDate: '2032-11-02',
  timestamp: '2032-11-03T02:11:00.500Z',
  races: [
    {
      test: false,
      raceID: '0',
      raceType: 'General',
      raceTypeID: 'G',
      officeID: 'P',
      officeName: 'President',
      national: true,
      reportingUnits: [
        unit('state', [600, 500, 20], { stateName: 'Massachusetts', electTotal: 11 }, { winner: 'X' }),
        town('Elm', '1', [300, 200, 10]),
        town('Oak', '2', [200, 200, 5]),
        unit('subunit', [100, 100, 5], {
          reportingunitName: 'Pine',
          reportingunitID: '3',
          fipsCode: '25003',
        }),
      ],
    },
    {
      test: true,
      raceID: '7001',
      raceTypeID: 'G',
      officeID: 'S',
      officeName: 'U.S. Senate',
      seatNum: '2',
      reportingUnits: [unit('state', [1, 2, 3])],
    },
  ],
  nextrequest: 'https://feed.example/v2/elections/2032-11-02?minDateTime=2032-11-03T02%3a10%3a00Z',
};

const district = (
  number: number,
  votes: readonly [number, number, number],
  more: object = {},
  winner: object = {},
) =>
  unit(
    'district',
    votes,
    {
      statePostal: 'ME',
      reportingunitName: `District ${number}`,
      districtType: 'CD',
      reportingunitID: `d${number}`,
      ...more,
    },
    winner,
  );

export const apV3 = {
  apiVersion: '3.0',
  apiBuild: '3.0.1',
  isTruncated: true,
  electionDate: '2032-11-02',
  timestamp: '2032-11-03T02:11:00.500Z',
  resultsType: 'live',
  races: [
    {
      eventID: 'e1',
      stateID: '23',
      test: false,
      raceID: '0',
      raceTypeID: 'G',
      officeID: 'P',
      officeName: 'President',
      raceCallStatus: 'Called',
      tabulationStatus: 'Active Tabulation',
      eevp: 62,
      reportingUnits: [
        unit(
          'state',
          [600, 500, 20],
          { statePostal: 'ME', eevp: 62 },
          { winner: 'X', winnerDateTime: '2032-11-03T01:05:00Z' },
        ),
        district(1, [400, 200, 10], { eevp: 70 }, { winner: 'X', winnerDateTime: '2032-11-03T01:00:00Z' }),
        district(2, [200, 300, 10], { eevp: 55 }),
        district(0, [600, 500, 20], { reportingunitName: 'At Large', districtType: 'AtLarge' }),
        unit('FIPSCode', [600, 500, 20], {
          statePostal: 'ME',
          reportingunitName: 'Lake',
          fipsCode: '23001',
          eevp: 62,
        }),
      ],
    },
    {
      test: false,
      raceID: '8100',
      raceTypeID: 'G',
      officeID: 'H',
      officeName: 'U.S. House',
      seatNum: '5',
      statePostal: 'ME',
      raceCallStatus: 'Uncalled',
      tabulationStatus: 'Active Tabulation',
      reportingUnits: [unit('state', [10, 11, 0], { statePostal: 'ME', eevp: 80 })],
    },
  ],
  nextrequest: 'https://feed.example/v3/elections/2032-11-02?page=2',
};

export const npr = {
  races: [
    {
      id: '77',
      test: false,
      seat: '1',
      state: 'MA',
      eevp: 61.5,
      type: 'General',
      office: 'S',
      results: [
        {
          id: '77',
          updated: 1983056400000,
          precincts: 100,
          reporting: 60,
          eevp: 61.5,
          total: 35,
          candidates: [
            { first: 'Ada', last: 'North', party: 'Dem', id: '11', votes: 20, winner: true },
            { first: 'Ben', last: 'South', party: 'GOP', id: '22', votes: 15 },
          ],
        },
      ],
    },
  ],
};

const words = (content: string) => ({
  '@type': 'ElectionResults.InternationalizedText',
  Text: [{ '@type': 'ElectionResults.LanguageString', Content: content, Language: 'en' }],
});
const nistVotes = (GpUnitId: string, Count: number, Type = 'total') => ({
  '@type': 'ElectionResults.VoteCounts',
  GpUnitId,
  Type,
  Count,
});

export const nist = {
  '@type': 'ElectionResults.ElectionReport',
  Format: 'precinct-level',
  GeneratedDate: '2032-11-03T02:10:00-05:00',
  Issuer: 'Office of Elections',
  IssuerAbbreviation: 'OE',
  SequenceStart: 1,
  SequenceEnd: 1,
  Status: 'unofficial-partial',
  VendorApplicationId: 'writer 1',
  Election: [
    {
      '@type': 'ElectionResults.Election',
      ElectionScopeId: 'ma',
      StartDate: '2032-11-02',
      EndDate: '2032-11-02',
      Name: words('General Election'),
      Type: 'general',
      BallotCounts: [
        { '@type': 'ElectionResults.BallotCounts', GpUnitId: 'p1', Type: 'total', BallotsCast: 100 },
      ],
      Candidate: [
        {
          '@id': 'north',
          '@type': 'ElectionResults.Candidate',
          BallotName: words('ADA NORTH'),
          PartyId: 'dem',
        },
        {
          '@id': 'south',
          '@type': 'ElectionResults.Candidate',
          BallotName: words('BEN SOUTH'),
          PartyId: 'rep',
        },
      ],
      Contest: [
        {
          '@id': 'pres',
          '@type': 'ElectionResults.CandidateContest',
          ElectionDistrictId: 'ma',
          Name: 'President',
          VotesAllowed: 1,
          ContestSelection: [
            {
              '@id': 'cs-north',
              '@type': 'ElectionResults.CandidateSelection',
              CandidateIds: ['north'],
              VoteCounts: [
                nistVotes('p1', 55),
                nistVotes('p2', 30, 'election-day'),
                nistVotes('p2', 12, 'early'),
              ],
            },
            {
              '@id': 'cs-south',
              '@type': 'ElectionResults.CandidateSelection',
              CandidateIds: ['south'],
              VoteCounts: [nistVotes('p1', 40), nistVotes('p2', 20, 'election-day')],
            },
          ],
          OtherCounts: [
            { '@type': 'ElectionResults.OtherCounts', GpUnitId: 'p1', Undervotes: 4, Overvotes: 1 },
          ],
        },
        {
          '@id': 'q1',
          '@type': 'ElectionResults.BallotMeasureContest',
          ElectionDistrictId: 'ma',
          Name: 'QUESTION 1',
          ContestSelection: [
            {
              '@id': 'q1-yes',
              '@type': 'ElectionResults.BallotMeasureSelection',
              Selection: words('Yes'),
              VoteCounts: [nistVotes('p1', 70)],
            },
          ],
        },
      ],
    },
  ],
  GpUnit: [
    {
      '@id': 'ma',
      '@type': 'ElectionResults.ReportingUnit',
      Type: 'state',
      ComposingGpUnitIds: ['p1', 'p2'],
      ExternalIdentifier: [
        {
          '@type': 'ElectionResults.ExternalIdentifier',
          Type: 'ocd-id',
          Value: 'ocd-division/country:us/state:ma',
        },
      ],
    },
    { '@id': 'p1', '@type': 'ElectionResults.ReportingUnit', Type: 'precinct', Name: words('Precinct 1') },
    { '@id': 'p2', '@type': 'ElectionResults.ReportingUnit', Type: 'precinct', Name: words('Precinct 2') },
  ],
  Party: [
    { '@id': 'dem', '@type': 'ElectionResults.Party', Name: words('DEMOCRAT') },
    { '@id': 'rep', '@type': 'ElectionResults.Party', Name: words('REPUBLICAN') },
  ],
};

export const nistXml = `<?xml version="1.0"?>
<ElectionReport xmlns="http://itl.nist.gov/ns/voting/1500-100/v2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <Election>
    <BallotCounts><GpUnitId>p1</GpUnitId><Type>total</Type><BallotsCast>100</BallotsCast></BallotCounts>
    <BallotStyle><GpUnitIds>p1 p2</GpUnitIds></BallotStyle>
    <Candidate ObjectId="north"><BallotName><Text Language="en">ADA NORTH</Text></BallotName><PartyId>dem</PartyId></Candidate>
    <Candidate ObjectId="south"><BallotName><Text Language="en">BEN SOUTH</Text></BallotName><PartyId>rep</PartyId></Candidate>
    <Contest xsi:type="CandidateContest" ObjectId="pres">
      <ContestSelection xsi:type="CandidateSelection" ObjectId="cs-north">
        <VoteCounts><GpUnitId>p1</GpUnitId><Type>total</Type><Count>55</Count></VoteCounts>
        <VoteCounts><GpUnitId>p2</GpUnitId><Type>election-day</Type><Count>30</Count></VoteCounts>
        <VoteCounts><GpUnitId>p2</GpUnitId><Type>early</Type><Count>12</Count></VoteCounts>
        <CandidateIds>north</CandidateIds>
      </ContestSelection>
      <ContestSelection xsi:type="CandidateSelection" ObjectId="cs-south">
        <VoteCounts><GpUnitId>p1</GpUnitId><Type>total</Type><Count>40</Count></VoteCounts>
        <VoteCounts><GpUnitId>p2</GpUnitId><Type>election-day</Type><Count>20</Count></VoteCounts>
        <CandidateIds>south</CandidateIds>
      </ContestSelection>
      <ElectionDistrictId>ma</ElectionDistrictId>
      <Name>President</Name>
      <OtherCounts><GpUnitId>p1</GpUnitId><Overvotes>1</Overvotes><Undervotes>4</Undervotes></OtherCounts>
      <VotesAllowed>1</VotesAllowed>
    </Contest>
    <Contest xsi:type="BallotMeasureContest" ObjectId="q1">
      <ContestSelection xsi:type="BallotMeasureSelection" ObjectId="q1-yes">
        <VoteCounts><GpUnitId>p1</GpUnitId><Type>total</Type><Count>70</Count></VoteCounts>
        <Selection><Text Language="en">Yes</Text></Selection>
      </ContestSelection>
      <ElectionDistrictId>ma</ElectionDistrictId>
      <Name>QUESTION 1</Name>
    </Contest>
    <ElectionScopeId>ma</ElectionScopeId>
    <EndDate>2032-11-02</EndDate>
    <Name><Text Language="en">General Election</Text></Name>
    <StartDate>2032-11-02</StartDate>
    <Type>general</Type>
  </Election>
  <Format>precinct-level</Format>
  <GeneratedDate>2032-11-03T02:10:00-05:00</GeneratedDate>
  <GpUnit xsi:type="ReportingUnit" ObjectId="ma ">
    <ComposingGpUnitIds>p1 p2</ComposingGpUnitIds>
    <ExternalIdentifier><Type>ocd-id</Type><Value>ocd-division/country:us/state:ma</Value></ExternalIdentifier>
    <Type>state</Type>
  </GpUnit>
  <GpUnit xsi:type="ReportingUnit" ObjectId="p1"><Name><Text Language="en">Precinct 1</Text></Name><Type>precinct</Type></GpUnit>
  <GpUnit xsi:type="ReportingUnit" ObjectId="p2"><Name><Text Language="en">Precinct 2</Text></Name><Type>precinct</Type></GpUnit>
  <Issuer>Office of Elections</Issuer>
  <IssuerAbbreviation>OE</IssuerAbbreviation>
  <Party ObjectId="dem"><Name><Text Language="en">DEMOCRAT</Text></Name></Party>
  <Party ObjectId="rep"><Name><Text Language="en">REPUBLICAN</Text></Name></Party>
  <SequenceStart>1</SequenceStart>
  <SequenceEnd>1</SequenceEnd>
  <Status>unofficial-partial</Status>
  <VendorApplicationId>writer 1</VendorApplicationId>
</ElectionReport>
`;

export const claritySummary = [
  {
    C: 'President of the United States',
    K: '5000',
    CH: ['Ada North (I) (Dem)', 'Ben South (Rep)'],
    P: ['NP', 'NP'],
    V: [20, 15],
    PCT: [57.1, 42.9],
    TP: 2,
    PR: 1,
  },
  {
    C: 'State House District 9',
    K: '5209',
    CH: ['Eve West (Dem)'],
    P: ['DEM'],
    V: [8],
    PCT: [100],
    TP: 1,
    PR: 1,
  },
];

export const clarityDetail = `<?xml version="1.0"?>
<ElectionResult>
  <Timestamp>11/3/2032 2:58:41 AM CST</Timestamp>
  <ElectionName>2032 General Election</ElectionName>
  <ElectionDate>11/2/2032</ElectionDate>
  <Region>AR</Region>
  <ElectionVoterTurnout totalVoters="200" ballotsCast="90" voterTurnout="45.00">
    <Counties><County name="Ash" totalVoters="120" ballotsCast="60" precinctsParticipating="3" precinctsReported="2" /></Counties>
  </ElectionVoterTurnout>
  <Contest key="10" text="U.S. President" voteFor="1" precinctsParticipating="5" precinctsReported="4">
    <ParticipatingCounties>
      <County name="Ash" precinctsParticipating="3" precinctsReported="2" />
      <County name="Birch" precinctsParticipating="2" precinctsReported="2" />
    </ParticipatingCounties>
    <VoteType name="Undervotes" votes="3"><County name="Ash" votes="2" /><County name="Birch" votes="1" /></VoteType>
    <Choice key="1" text="Ada North" party="DEM" totalVotes="50">
      <VoteType name="Election Day" votes="30"><County name="Ash" votes="20" /><County name="Birch" votes="10" /></VoteType>
      <VoteType name="Absentee" votes="20"><County name="Ash" votes="15" /><County name="Birch" votes="5" /></VoteType>
    </Choice>
    <Choice key="2" text="Ben South" party="REP" totalVotes="37">
      <VoteType name="Election Day" votes="37"><County name="Ash" votes="25" /><County name="Birch" votes="12" /></VoteType>
    </Choice>
  </Contest>
</ElectionResult>
`;

export const claritySettings = {
  settings: {
    electiondetails: {
      participatingcounties: [
        'Ash|9001|31|11/3/2032 2:58:41 AM EST|1',
        'North_Birch|9002|44|11/3/2032 2:59:00 AM EST|1',
      ],
    },
  },
};

export const nyt = {
  data: {
    races: [
      {
        race_id: 'MA-G-P-2032-11-02',
        race_name: 'President',
        state_id: 'MA',
        officeid: 'P',
        candidates: [
          {
            candidate_id: 'north-1',
            candidate_key: 'northa',
            name_display: 'Ada North',
            party_id: 'democrat',
            votes: 600,
            winner: true,
          },
          {
            candidate_id: 'south-2',
            candidate_key: 'southb',
            name_display: 'Ben South',
            party_id: 'republican',
            votes: 400,
            winner: false,
          },
        ],
        votes: 1000,
        eevp: 87,
        precincts_reporting: 8,
        precincts_total: 10,
        last_updated: '2032-11-03T03:00:00Z',
        result: 'winner',
        result_source: 'AP',
        winnerCalledTimestamp: 1983060000000,
        counties: [
          {
            fips: '25001',
            name: 'Elm',
            votes: 700,
            results: { northa: 450, southb: 250 },
            eevp: 90,
            precincts: 6,
            reporting: 6,
            last_updated: '2032-11-03T02:59:00Z',
          },
          {
            fips: '25003',
            name: 'Oak',
            votes: 300,
            results: { northa: 150, southb: 150 },
            eevp: 80,
            precincts: 4,
            reporting: 2,
            last_updated: '2032-11-03T02:58:00Z',
          },
        ],
        timeseries: [
          {
            timestamp: '2032-11-03T04:00:00Z',
            votes: 0,
            eevp: 0,
            eevp_source: 'edison',
            vote_shares: { northa: 0, southb: 0 },
          },
          {
            timestamp: '2032-11-03T01:30:00Z',
            votes: 500,
            eevp: 40,
            eevp_source: 'edison',
            vote_shares: { northa: 0.611, southb: 0.389 },
          },
        ],
      },
    ],
    liveUpdates: [
      {
        type: 'race_call',
        call_type: 'win',
        race_id: 'MA-G-P-2032-11-02',
        datetime: 1983060000000,
        candidate_id: 'north-1',
        candidate_name_display: 'Ada North',
        party_id: 'democrat',
      },
      { type: 'race_call', call_type: 'runoff', race_id: 'GA-S-S-2032-11-02', datetime: 1983060000000 },
      {
        type: 'race_call',
        call_type: 'win',
        race_id: 'president',
        datetime: 1983060000000,
        party_id: 'democrat',
      },
      { author: 'A Writer', text: 'Polls have closed.', datetime: 1983060000000 },
    ],
  },
  meta: { version: 1 },
};

export const tse = {
  ele: '544',
  tpabr: 'uf',
  cdabr: 'SP',
  carper: '1',
  md: 'N',
  t: '1',
  f: 'o',
  dt: '02/10/2032',
  ht: '20:15:00',
  tf: 'n',
  s: '100',
  st: '47',
  pst: '47,25',
  vv: '70',
  vb: '3',
  tvn: '2',
  cand: [
    {
      seq: '1',
      n: '22',
      nm: 'JO&Atilde;O DO NORTE',
      cc: 'PN - PN / PA',
      e: 's',
      st: '2º turno',
      vap: '45',
      pvap: '64,29',
    },
    { seq: '2', n: '13', nm: 'D&apos;AVILA', cc: 'PS', e: 'n', st: 'Não eleito', vap: '25', pvap: '35,71' },
  ],
};

export const openElections = `county,precinct,office,district,party,candidate,votes
Elm,P1,President,,DEM,Ada North,"1,200"
Elm,P1,President,,REP,Ben South,900
Elm,P1,President,,,Under Votes,7
Elm,P1,Registered Voters,,,,3000
Elm,P2,President,,DEM,Ada North,300
Elm,P2,President,,REP,Ben South,
Elm,P1,U.S. House,1,DEM,"West, Eve ""Evie""",800
`;

export const medsl = `"year","state","state_po","county_name","county_fips","office","candidate","party_detailed","writein","mode","votes","totalvotes","stage","special"
2032,"MAINE","ME","LAKE",2301,"US PRESIDENT","NORTH, ADA","DEMOCRAT",FALSE,"ELECTION DAY",40,NA,"GEN",FALSE
2032,"MAINE","ME","LAKE",2301,"US PRESIDENT","NORTH, ADA","DEMOCRAT",FALSE,"ABSENTEE",25,NA,"GEN",FALSE
2032,"MAINE","ME","LAKE",2301,"US PRESIDENT","SOUTH, BEN","REPUBLICAN",FALSE,"TOTAL",50,120,"GEN",FALSE
2032,"MAINE","ME","LAKE",2301,"US PRESIDENT","SOUTH, BEN","REPUBLICAN",FALSE,"ABSENTEE",20,NA,"GEN",FALSE
2032,"MAINE","ME","LAKE",2301,"US PRESIDENT","OVERVOTES","",FALSE,"TOTAL",5,120,"GEN",FALSE
2032,"MAINE","ME","HILL",23003,"US PRESIDENT","NORTH, ADA","DEMOCRAT",FALSE,"TOTAL",NA,NA,"GEN",FALSE
`;

export const night = `seq,unit,contest,reported_at,observed_at,total,D,R,expected_share,precision,fault
1,ME,ME,2032-11-03T01:00:00Z,,1000,600,380,0.4,exact,
2,23001,ME,,2032-11-03T01:01:00Z,10,,4,,rounded,
`;

export const pasted = `Unit\tNorth\tSouth\tother\texpected_share
MA\t1,200\t900\t20\t62 %
ME-1\t300\t200\t\t0.5
`;

/** Every fixture as text, with the format that it must be recognised as. */
export const FIXTURES: Readonly<Record<string, string>> = {
  'ap-v2': JSON.stringify(apV2),
  'ap-v3': JSON.stringify(apV3, null, 1),
  'npr-2024': JSON.stringify(npr),
  'nist-json': JSON.stringify(nist),
  'nist-xml': nistXml,
  'clarity-summary': JSON.stringify(claritySummary),
  'clarity-detail': clarityDetail,
  'clarity-settings': JSON.stringify(claritySettings),
  'nyt-2020': JSON.stringify(nyt),
  'tse-2022': JSON.stringify(tse),
  openelections: openElections,
  medsl,
  night,
  table: pasted,
};
