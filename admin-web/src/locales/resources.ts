import type accounts from './fr/accounts.json'
import type applications from './fr/applications.json'
import type applyDoor from './fr/apply-door.json'
import type attendance from './fr/attendance.json'
import type auth from './fr/auth.json'
import type common from './fr/common.json'
import type duoDoor from './fr/duo-door.json'
import type duos from './fr/duos.json'
import type employers from './fr/employers.json'
import type experts from './fr/experts.json'
import type feedbackDoor from './fr/feedback-door.json'
import type figures from './fr/figures.json'
import type funderDoor from './fr/funder-door.json'
import type funders from './fr/funders.json'
import type incubations from './fr/incubations.json'
import type indicator from './fr/indicator.json'
import type partners from './fr/partners.json'
import type parts from './fr/parts.json'
import type people from './fr/people.json'
import type problems from './fr/problems.json'
import type profile from './fr/profile.json'
import type proposals from './fr/proposals.json'
import type referDoor from './fr/refer-door.json'
import type referrals from './fr/referrals.json'
import type registrations from './fr/registrations.json'
import type reportingKeys from './fr/reporting-keys.json'
import type reports from './fr/reports.json'
import type roles from './fr/roles.json'
import type search from './fr/search.json'
import type sessions from './fr/sessions.json'
import type shell from './fr/shell.json'
import type sites from './fr/sites.json'
import type surveyDoor from './fr/survey-door.json'
import type surveys from './fr/surveys.json'
import type today from './fr/today.json'
import type trainings from './fr/trainings.json'
import type trajectories from './fr/trajectories.json'
import type validation from './fr/validation.json'
import type validator from './fr/validator.json'
import type venues from './fr/venues.json'
import type workshops from './fr/workshops.json'

/** Namespace -> its French words: the type of every key. A feature adds its line. */
export interface Resources {
  accounts: typeof accounts
  applications: typeof applications
  'apply-door': typeof applyDoor
  attendance: typeof attendance
  auth: typeof auth
  common: typeof common
  'duo-door': typeof duoDoor
  duos: typeof duos
  employers: typeof employers
  partners: typeof partners
  experts: typeof experts
  'feedback-door': typeof feedbackDoor
  figures: typeof figures
  'funder-door': typeof funderDoor
  funders: typeof funders
  incubations: typeof incubations
  indicator: typeof indicator
  parts: typeof parts
  people: typeof people
  problems: typeof problems
  profile: typeof profile
  proposals: typeof proposals
  'refer-door': typeof referDoor
  referrals: typeof referrals
  registrations: typeof registrations
  'reporting-keys': typeof reportingKeys
  reports: typeof reports
  roles: typeof roles
  search: typeof search
  sessions: typeof sessions
  shell: typeof shell
  sites: typeof sites
  'survey-door': typeof surveyDoor
  surveys: typeof surveys
  today: typeof today
  trainings: typeof trainings
  trajectories: typeof trajectories
  validation: typeof validation
  validator: typeof validator
  venues: typeof venues
  workshops: typeof workshops
}
