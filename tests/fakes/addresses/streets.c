/* SPDX-License-Identifier: MIT */
/* Names of streets that could be anywhere. */
#include "tests/fakes/addresses/invent.h"

static const char *const first[50] = {
	"Mill", "Abbot", "Alder", "Ashen", "Badger", "Barley", "Beacon", "Bell", "Birch", "Bramble", "Bridge", "Brook", "Candle", "Chalk", "Church",
	"Clover", "Cobbler", "Copper", "Crane", "Dove", "Eel", "Elm", "Fallow", "Fern", "Ferry", "Finch", "Foundry", "Glover", "Harvest", "Hazel",
	"Heron", "Holly", "Ivy", "Juniper", "Kiln", "Lantern", "Linden", "Marsh", "Meadow", "Mere", "Oak", "Orchard", "Otter", "Plough", "Quarry",
	"Rowan", "Saddler", "Tanner", "Teasel", "Willow",
};
static const char *const last[24] = {
	"Lane", "Street", "Road", "Close", "Avenue", "Drive", "Way", "Court", "Grove", "Place", "Rise", "Row", "Walk", "Gardens", "Terrace", "Hill",
	"Green", "Mews", "Crescent", "View", "Yard", "Bank", "Path", "End",
};

void invent_street(int at, char ret[static 64])
{
	snprintf(ret, 64, "%s %s", first[at % 50], last[at / 50]);
}
