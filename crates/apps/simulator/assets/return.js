// Leads back at once; without scripts the button of the same form does it.
document.getElementById("return").submit();
