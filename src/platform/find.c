// SPDX-License-Identifier: BSD-2-Clause
#include "platform/platform.h"

uint32_t fdtr_pool_of(const struct fdtr_platform *platform, uint32_t object)
{
	uint32_t found =
		fdtr_lower_bound(platform->pools, platform->pool_count, sizeof(*platform->pools), object);

	return found < platform->pool_count && platform->pools[found].object == object ? found : FDTR_NONE;
}

uint32_t fdtr_device_of(const struct fdtr_platform *platform, uint32_t object)
{
	uint32_t found = fdtr_lower_bound(
		platform->devices, platform->device_count, sizeof(*platform->devices), object);

	return found < platform->device_count && platform->devices[found].object == object ? found
	                                                                                   : FDTR_NONE;
}
