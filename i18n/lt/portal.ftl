### Gyventojo portalas.
