### The family: who acts for a child, with whom a child lives, the family's income.

## Check before the decision

family-change-known = whether the population register knows this person has changed
family-change-died = data on death have changed
family-change-protected = protection of the address has changed
family-change-spouse = data on the spouse have changed
family-change-shown = the register no longer links this child with the applicant
family-change-joined = the register has linked a new child with the applicant, or the child has come to live with the applicant
family-change-home = the residence declared with the applicant has changed
family-change-authority = the right to act for the child has changed
case-error-family-asked = What the population register said of the family is too old to decide by. We have asked the register again. When it answers, adopt the decision once more: if nothing has changed, it will be adopted.
case-error-family-awaited = The population register was asked about the family at { $time } and has not answered, so the decision cannot be adopted. Try later. If the register stays silent for long, return the proposal: the specialist will ask for a document on the child's residence or guardianship, and once it has come the decision can be adopted without the register.
case-error-family-changed = The decision was not adopted: something has changed in the population register since the calculation. { $what }. The case has gone back to calculation; the specialist will propose anew.
event-recheck-family = the population register was asked again before the decision
event-recalculate = the family's data have changed, calculated anew

## The power of attorney before a proposal

case-panel-represent = An authorised person applied in another's name. Check the power of attorney before you propose a decision: nothing can be proposed without the check.
case-panel-represent-link = Check the power of attorney
case-propose-holds-not = The power of attorney was found not to hold, so nothing can be granted. You can propose a refusal, or check the power of attorney again.
